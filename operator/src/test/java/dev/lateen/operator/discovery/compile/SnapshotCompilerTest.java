package dev.lateen.operator.discovery.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.operator.discovery.Meshes;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.platform.model.Protocol;
import dev.lateen.operator.platform.model.Service;
import dev.lateen.operator.platform.model.ServicePort;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotCompilerTest {

  @Test
  void unknownInstanceGetsNothing() {
    assertThat(compile(Meshes.bookinfo(), "nobody")).isEqualTo(ProxySnapshot.EMPTY);
  }

  @Test
  void sameModelGivesTheSameSnapshot() {
    assertThat(compile(Meshes.bookinfo().reviews("v1"), "productpage-v1"))
        .isEqualTo(compile(Meshes.bookinfo().reviews("v1"), "productpage-v1"));
  }

  @Test
  void rulesOfOtherCallersAreNotInside() {
    // Given
    var mesh =
        Meshes.bookinfo()
            .rule(
                """
                kind: RouteRule
                metadata: {name: from-reviews}
                spec:
                  destination: {name: productpage}
                  match: {source: {name: reviews, labels: {version: v2}}}
                  httpReqTimeout: {simpleTimeout: {timeout: 1s}}
                """);

    // Then
    assertThat(compile(mesh, "reviews-v2").rules()).hasSize(1);
    assertThat(compile(mesh, "reviews-v3").rules()).isEmpty();
    assertThat(compile(mesh, "productpage-v1").rules()).isEmpty();
  }

  @Test
  void hiddenRulesAreNotInside() {
    // Given a catch-all above another rule
    var mesh =
        Meshes.bookinfo()
            .reviews("v1")
            .rule(
                """
                kind: RouteRule
                metadata: {name: hidden}
                spec:
                  destination: {name: reviews}
                  precedence: -1
                  route:
                  - labels: {version: v2}
                """);

    // Then
    assertThat(compile(mesh, "productpage-v1").rules())
        .extracting(rule -> rule.key().name())
        .containsExactly("reviews");
  }

  @Test
  void domainsAreUniqueInsideARouteTable() {
    // Given a host outside that is called like a service inside
    var mesh =
        Meshes.bookinfo()
            .rule(
                """
                kind: EgressRule
                metadata: {name: clash}
                spec:
                  destination: {service: reviews.default}
                  ports:
                  - {port: 9080, protocol: http}
                """);

    // When
    List<String> domains =
        compile(mesh, "productpage-v1").routes().getFirst().getVirtualHostsList().stream()
            .map(VirtualHost::getDomainsList)
            .flatMap(list -> list.stream())
            .toList();

    // Then
    assertThat(domains).doesNotHaveDuplicates().contains("reviews.default:9080");
  }

  @Test
  void everyClusterOfARouteIsThere() {
    // Given
    var mesh =
        Meshes.bookinfo()
            .rule(
                """
                kind: RouteRule
                metadata: {name: everything}
                spec:
                  destination: {name: reviews}
                  route:
                  - {labels: {version: v1}, weight: 10}
                  - {labels: {version: v9}, weight: 80}
                  - {destination: {name: nowhere}, weight: 10}
                  mirror: {name: reviews, labels: {version: v2}}
                """);

    // When
    ProxySnapshot snapshot = compile(mesh, "productpage-v1");

    // Then
    assertThat(snapshot.clusters())
        .extracting(Cluster::getName)
        .contains(
            "outbound|9080|version=v1|reviews.default.svc.cluster.local",
            "outbound|9080|version=v9|reviews.default.svc.cluster.local",
            "outbound|9080|version=v2|reviews.default.svc.cluster.local",
            "BlackHoleCluster");
    assertThat(snapshot.endpoints())
        .filteredOn(endpoints -> endpoints.getClusterName().contains("version=v9"))
        .allSatisfy(endpoints -> assertThat(endpoints.getEndpointsList()).isEmpty());
  }

  @Test
  void udpPortsAreNotCarried() {
    // Given
    var mesh =
        Meshes.bookinfo()
            .service(
                new Service(
                    "dns",
                    "default",
                    "dns.default.svc.cluster.local",
                    Optional.of("10.0.0.9"),
                    List.of(new ServicePort("dns", 53, Protocol.UDP)),
                    false,
                    Optional.empty()));

    // Then
    assertThat(compile(mesh, "productpage-v1"))
        .isEqualTo(compile(Meshes.bookinfo(), "productpage-v1"));
  }

  private static ProxySnapshot compile(Meshes mesh, String instance) {
    return SnapshotCompiler.compile(
        mesh.model(),
        new ProxyIdentity(
            "sidecar~127.0.0.1~" + instance + ".default~default.svc.cluster.local",
            ProxyIdentity.Type.SIDECAR,
            new InstanceKey("default", instance),
            ProxyIdentity.Capture.EXPLICIT,
            false,
            false,
            false,
            ProxyIdentity.DEFAULT_AUTHORITIES));
  }
}
