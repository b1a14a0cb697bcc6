package dev.lateen.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Bookinfo by manifests in which nothing is Lateen's, in a namespace that is labelled. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookinfoIT {
  private static final String NAMESPACE = "bookinfo";
  private static final Pattern STARS = Pattern.compile("data-stars=\"(none|black|red)\"");

  private final InstalledMesh mesh;

  BookinfoIT(InstalledMesh mesh) {
    this.mesh = mesh;
  }

  @BeforeAll
  void deploy() {
    Programs.kubectl("create", "namespace", NAMESPACE);
    Programs.kubectl("label", "namespace", NAMESPACE, "lateen.dev/injection=enabled");
    Programs.kubectl("apply", "-n", NAMESPACE, "-f", "examples/bookinfo/kubernetes/bookinfo.yaml");
    for (String deployment : Programs.lines("get", "deployments", "-n", NAMESPACE, "-o", "name")) {
      Programs.kubectl("rollout", "status", "-n", NAMESPACE, deployment, InstalledMesh.limit());
    }
  }

  @AfterAll
  void remove() {
    Programs.kubectl("delete", "namespace", NAMESPACE);
  }

  @Test
  @DisplayName("on a cluster every pod of Bookinfo is injected and ready")
  void injected() {
    assertThat(
            Programs.lines(
                "get",
                "pods",
                "-n",
                NAMESPACE,
                "-o",
                "jsonpath={range .items[*]}{.spec.initContainers[*].name}{\"\\n\"}{end}"))
        .hasSize(6)
        .allMatch(names -> names.contains("lateen-init") && names.contains("lateen-proxy"));
  }

  @Test
  @DisplayName("on a cluster the page comes through the gateway, with each version of reviews")
  void page() {
    Set<String> seen = new TreeSet<>();
    await()
        .atMost(InstalledMesh.PATIENCE)
        .untilAsserted(
            () -> {
              stars().ifPresent(seen::add);
              assertThat(seen).containsExactly("black", "none", "red");
            });
  }

  private Optional<String> stars() {
    String url = "http://lateen-ingress." + InstalledMesh.SYSTEM + "/productpage";
    String page = String.join("\n", mesh.workload("t-v1").calls(url, "x-nothing: 1", 1));
    return STARS.matcher(page).results().map(found -> found.group(1)).findFirst();
  }
}
