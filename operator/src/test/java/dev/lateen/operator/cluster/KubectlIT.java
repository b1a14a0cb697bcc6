package dev.lateen.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lateen.crds.v1alpha1.MeshStatus;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a user sees in a terminal. */
@ClusterTest
class KubectlIT {
  private static Cluster cluster;
  private static String namespace;

  @BeforeAll
  static void install(Cluster shared, OperatorProcess operator) {
    Assumptions.assumeTrue(
        kubectl().isPresent(), "SKIPPED: no kubectl: set KUBECTL or put it on the PATH");
    cluster = shared;
    namespace = shared.namespace("kubectl");
    shared.install(namespace, "{}");
    shared.apply(
        namespace,
        """
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata: {name: reviews}
        spec:
          destination: {name: reviews}
          route: [{labels: {version: v1}}]
        """);
    await()
        .atMost(Cluster.PATIENCE)
        .until(
            () ->
                shared
                        .client()
                        .resources(MeshStatus.class)
                        .inNamespace(namespace)
                        .list()
                        .getItems()
                        .size()
                    == 2);
  }

  @AfterAll
  static void uninstall() {
    if (namespace != null) {
      cluster.empty(namespace);
    }
  }

  @Test
  void meshStatusReadsWell() throws Exception {
    List<String> lines = run("get", "meshstatus", "-A");

    assertThat(columns(lines.getFirst()))
        .containsExactly("NAMESPACE", "NAME", "SIDECARS", "SYNCED", "RULES", "READY", "AGE");
    assertThat(lines)
        .anySatisfy(line -> assertThat(columns(line)).startsWith(namespace, "mesh", "0/1"))
        .anySatisfy(line -> assertThat(columns(line)).startsWith(namespace, "namespace", "0/1"));
  }

  @Test
  void everyKindIsInTheCategory() throws Exception {
    List<String> lines = run("get", "lateen", "-n", namespace);

    assertThat(lines)
        .anySatisfy(line -> assertThat(line).startsWith("routerule.lateen.dev/reviews "))
        .anySatisfy(line -> assertThat(line).startsWith("meshstatus.lateen.dev/mesh "))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("servicemesh.lateen.dev/lateen ")
                    .containsPattern("True\\s+Installed"));
  }

  @Test
  void shortNamesAndColumnsOfRulesAndMeshes() throws Exception {
    assertThat(columns(run("get", "rr", "-n", namespace).getFirst()))
        .containsExactly("NAME", "DESTINATION", "PRECEDENCE", "READY", "REASON", "LIVE", "AGE");
    assertThat(columns(run("get", "mesh", "-n", namespace).getFirst()))
        .containsExactly("NAME", "PROFILE", "VERSION", "READY", "REASON", "AGE");
  }

  @Test
  void waitingForAMeshWorks() throws Exception {
    assertThat(run("wait", "--for=condition=Ready", "mesh/lateen", "-n", namespace, "--timeout=9s"))
        .containsExactly("servicemesh.lateen.dev/lateen condition met");
  }

  @DisplayName("TM-194 kubectl prints what the webhook warns of")
  @Test
  void ruleWithoutAServiceIsStoredWithAWarning() throws Exception {
    assertThat(run("label", "rr", "reviews", "-n", namespace, "team=a"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("Warning: spec.destination: \"reviews." + namespace)
                    .contains("is not a service of the mesh"));
  }

  private static List<String> columns(String line) {
    return List.of(line.trim().split("\\s+"));
  }

  private static List<String> run(String... arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Stream.concat(Stream.of(kubectl().orElseThrow()), Stream.of(arguments)).toList())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  private static Optional<String> kubectl() {
    return Stream.concat(
            Stream.ofNullable(System.getenv("KUBECTL")),
            Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> new File(directory, "kubectl").getPath()))
        .filter(path -> new File(path).canExecute())
        .findFirst();
  }
}
