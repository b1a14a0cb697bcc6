package dev.lateen.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The packaged sidecar, told by the packaged operator what the API server says. */
@ClusterTest
class SidecarIT {
  private final Cluster cluster;
  private final OperatorProcess operator;
  private Optional<SidecarProcess> sidecar = Optional.empty();
  private Optional<String> namespace = Optional.empty();

  SidecarIT(Cluster cluster, OperatorProcess operator) {
    this.cluster = cluster;
    this.operator = operator;
  }

  @AfterEach
  void stop() {
    sidecar.ifPresent(SidecarProcess::close);
    namespace.ifPresent(cluster::empty);
  }

  @Test
  @DisplayName("TM-141 services and rules of an API server reach a real sidecar")
  void ruleIsLiveOnARealSidecarAfterEachChange() {
    // Given
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
    SidecarProcess.workload(cluster, in, "reviews-v1", OperatorProcess.freePorts(3));
    sidecar = Optional.of(SidecarProcess.start(in, "reviews-v1", operator.discoveryPort()));

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
      await()
          .atMost(Cluster.PATIENCE)
          .untilAsserted(() -> assertThat(cluster.live(in, "reviews")).isEqualTo("1/1"));
    }
  }
}
