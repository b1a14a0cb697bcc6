package dev.lateen.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The last test: what was installed goes without a trace, and applications do not notice. */
@EndToEnd
@Order(Integer.MAX_VALUE)
class UninstallIT {
  /** Whether they say so by label or are known by name. */
  private static final Set<String> LABELS =
      Set.of("app.kubernetes.io/managed-by=lateen", "app.kubernetes.io/part-of=lateen");

  private final InstalledMesh mesh;

  UninstallIT(InstalledMesh mesh) {
    this.mesh = mesh;
  }

  @Test
  @DisplayName("on a cluster uninstall leaves nothing, and applications go on")
  void nothingIsLeft() {
    // When
    mesh.uninstall();
    // Then
    await()
        .atMost(InstalledMesh.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Programs.lines("get", "namespaces", "-o", "name"))
                    .doesNotContain("namespace/" + InstalledMesh.SYSTEM));
    assertThat(InstalledMesh.clusterScoped()).isEqualTo(mesh.before());
    assertThat(Programs.lines("get", "configmaps,secrets", "-A", "-o", "name"))
        .noneMatch(name -> name.contains("lateen"));
    LABELS.forEach(label -> assertThat(everythingWith(label)).as(label).isEmpty());
    assertThat(mesh.workload("a-v1").calls("http://b/")).startsWith("200 b-v1 ");
    assertThat(mesh.workload("t-v1").calls("http://c/")).startsWith("200 c-v");
  }

  private static List<String> everythingWith(String label) {
    String kinds =
        Programs.lines("api-resources", "--verbs=list,delete", "-o", "name").stream()
            .collect(Collectors.joining(","));
    return Programs.lines("get", kinds, "-A", "-l", label, "-o", "name").stream()
        .filter(line -> !line.startsWith("Warning:"))
        .toList();
  }
}
