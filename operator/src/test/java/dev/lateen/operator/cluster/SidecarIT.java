package dev.lateen.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lateen.crds.v1alpha1.RouteRule;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The packaged sidecar, told by the packaged operator what the API server says. */
@ClusterTest
class SidecarIT {
  private static final Path JAR = Path.of("../sidecar/target/quarkus-app/quarkus-run.jar");

  private final Cluster cluster;
  private final OperatorProcess operator;
  private Optional<Process> sidecar = Optional.empty();
  private Optional<String> namespace = Optional.empty();

  SidecarIT(Cluster cluster, OperatorProcess operator) {
    this.cluster = cluster;
    this.operator = operator;
  }

  @AfterEach
  void stop() {
    sidecar.ifPresent(Process::destroy);
    namespace.ifPresent(cluster::empty);
  }

  @Test
  @DisplayName("TM-141 services and rules of an API server reach a real sidecar")
  void ruleIsLiveOnARealSidecarAfterEachChange() throws IOException {
    // Given
    Assumptions.assumeTrue(
        Files.exists(JAR), "SKIPPED: the sidecar is not built: mvn -pl sidecar -am package");
    String in = cluster.namespace("sidecar");
    namespace = Optional.of(in);
    cluster.install(in, "{gateways: {ingress: {enabled: false}}}");
    cluster.apply(
        in,
        """
        apiVersion: v1
        kind: Service
        metadata: {name: reviews}
        spec: {selector: {app: reviews}, ports: [{name: http, port: 9080}]}
        """);
    var ports = OperatorProcess.freePorts(3);
    cluster.apply(
        in,
        """
        apiVersion: lateen.dev/v1alpha1
        kind: Workload
        metadata: {name: reviews-v1}
        spec:
          address: 127.0.0.1
          labels: {app: reviews, version: v1}
          ports: {http: %d}
          sidecar: {outboundPort: %d, inboundPorts: {http: %d}}
        """
            .formatted(ports.get(0), ports.get(1), ports.get(2)));
    sidecar = Optional.of(startSidecar(in));

    for (String version : new String[] {"v1", "v2", "v3"}) {
      // When
      cluster.apply(
          in,
          """
          apiVersion: lateen.dev/v1alpha1
          kind: RouteRule
          metadata: {name: reviews}
          spec:
            destination: {name: reviews}
            route: [{labels: {version: %s}}]
          """
              .formatted(version));

      // Then
      await().atMost(Cluster.PATIENCE).untilAsserted(() -> assertThat(live(in)).isEqualTo("1/1"));
    }
  }

  /** How live the rule is, as it stands. */
  private String live(String in) {
    RouteRule rule =
        cluster.client().resources(RouteRule.class).inNamespace(in).withName("reviews").require();
    return Optional.ofNullable(rule.getStatus())
        .filter(status -> status.observedGeneration().equals(rule.getMetadata().getGeneration()))
        .map(status -> status.live())
        .orElse("unknown");
  }

  private Process startSidecar(String in) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            JAR.toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "LATEEN_NODE_NAME",
                "reviews-v1",
                "LATEEN_NODE_NAMESPACE",
                in,
                "LATEEN_DISCOVERY_ADDRESS",
                "127.0.0.1:" + operator.discoveryPort(),
                "LATEEN_ADMIN_PORT",
                "0"));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(new File("target/cluster-it/sidecar.log"))
        .start();
  }
}
