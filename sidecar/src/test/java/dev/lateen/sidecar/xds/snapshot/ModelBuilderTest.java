package dev.lateen.sidecar.xds.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.DirectResponse;
import dev.lateen.sidecar.model.Discovery;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.xds.Protos;
import dev.lateen.sidecar.xds.cluster.ClusterDecoder;
import dev.lateen.sidecar.xds.cluster.ClusterResource;
import dev.lateen.sidecar.xds.listener.ListenerDecoder;
import dev.lateen.sidecar.xds.listener.ListenerResource;
import dev.lateen.sidecar.xds.route.RouteConfigurationDecoder;
import io.envoyproxy.envoy.config.route.v3.RouteAction.ClusterNotFoundResponseCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelBuilderTest {
  private static final Map<ResourceType, String> ALL =
      Map.of(
          ResourceType.LISTENER, "1",
          ResourceType.CLUSTER, "1",
          ResourceType.ROUTE, "1",
          ResourceType.ENDPOINT, "1");
  private static final Map<String, ListenerResource> LISTENERS =
      Map.of("l", ListenerDecoder.decode(Protos.httpListener("l", 15_001, "routes")));
  private static final Map<String, RouteTable> ROUTES =
      Map.of("routes", RouteConfigurationDecoder.decode(Protos.routes("routes", "reviews")));
  private static final Map<String, ClusterResource> CLUSTERS =
      Map.of("reviews", ClusterDecoder.decode(Protos.edsCluster("reviews")));
  private static final Map<String, List<Endpoint>> ENDPOINTS =
      Map.of("reviews", List.of(Endpoint.of("127.0.0.1", 9080)));

  @Test
  void isCompleteWhenEverythingNamedIsThere() {
    // When
    Build build =
        ModelBuilder.build(new ResourceSet(LISTENERS, ROUTES, CLUSTERS, ENDPOINTS, Map.of(), ALL));

    // Then
    assertThat(build.missing()).isEmpty();
    assertThat(routes(build)).isSameAs(ROUTES.get("routes"));
    assertThat(build.model().clusters().get("reviews").discovery())
        .isEqualTo(new Discovery.Endpoints(ENDPOINTS.get("reviews")));
  }

  @Test
  void aRouteConfigurationThatHasNotComeAnswers503() {
    // When
    Build build =
        ModelBuilder.build(
            new ResourceSet(LISTENERS, Map.of(), CLUSTERS, ENDPOINTS, Map.of(), ALL));

    // Then
    assertThat(build.missing()).containsExactly("route configuration \"routes\"");
    assertThat(routes(build).virtualHosts().getFirst().routes().getFirst().action())
        .isInstanceOfSatisfying(
            DirectResponse.class, answer -> assertThat(answer.status()).isEqualTo(503));
  }

  @Test
  void aClusterThatHasNotComeIsMissing() {
    // When
    Build build =
        ModelBuilder.build(new ResourceSet(LISTENERS, ROUTES, Map.of(), Map.of(), Map.of(), ALL));

    // Then
    assertThat(build.missing())
        .containsExactly("cluster \"reviews\" of route configuration \"routes\"");
  }

  @Test
  void aClusterWhoseLackIsAnsweredIsNotMissing() {
    // Given
    var route = Protos.route("nobody").toBuilder();
    route
        .getRouteBuilder()
        .setClusterNotFoundResponseCode(ClusterNotFoundResponseCode.INTERNAL_SERVER_ERROR);
    Map<String, RouteTable> routes =
        Map.of("routes", RouteConfigurationDecoder.decode(Protos.routes("routes", route.build())));

    // When
    Build build =
        ModelBuilder.build(new ResourceSet(LISTENERS, routes, Map.of(), Map.of(), Map.of(), ALL));

    // Then
    assertThat(build.missing()).isEmpty();
  }

  @Test
  void anEdsClusterWithoutAssignmentIsMissingItsEndpointsAndHasNone() {
    // When
    Build build =
        ModelBuilder.build(new ResourceSet(LISTENERS, ROUTES, CLUSTERS, Map.of(), Map.of(), ALL));

    // Then
    assertThat(build.missing()).containsExactly("endpoints of cluster \"reviews\"");
    assertThat(build.model().clusters().get("reviews").discovery())
        .isEqualTo(new Discovery.Endpoints(List.of()));
  }

  @Test
  void anEmptyAssignmentIsNotMissing() {
    // When
    Build build =
        ModelBuilder.build(
            new ResourceSet(
                LISTENERS, ROUTES, CLUSTERS, Map.of("reviews", List.of()), Map.of(), ALL));

    // Then
    assertThat(build.missing()).isEmpty();
  }

  @Test
  void nothingIsCompleteBeforeListenersAndClustersHaveArrived() {
    // When
    Build build =
        ModelBuilder.build(
            new ResourceSet(
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(ResourceType.LISTENER, "1")));

    // Then
    assertThat(build.missing()).containsExactly("all resources of type CLUSTER");
  }

  @Test
  void theVersionChangesWithTheVersionOfAnyType() {
    // Given
    ResourceSet before = new ResourceSet(LISTENERS, ROUTES, CLUSTERS, ENDPOINTS, Map.of(), ALL);
    ResourceSet after =
        new ResourceSet(
            LISTENERS,
            ROUTES,
            CLUSTERS,
            ENDPOINTS,
            Map.of(),
            Map.of(
                ResourceType.LISTENER, "1",
                ResourceType.CLUSTER, "1",
                ResourceType.ROUTE, "2",
                ResourceType.ENDPOINT, "1"));

    // When / Then
    assertThat(after.version()).isNotEqualTo(before.version());
    assertThat(before.version())
        .isEqualTo(
            new ResourceSet(LISTENERS, ROUTES, CLUSTERS, ENDPOINTS, Map.of(), ALL).version());
  }

  private static RouteTable routes(Build build) {
    return ((HttpConnectionManager)
            build.model().listeners().getFirst().filterChains().getFirst().filter())
        .routes();
  }
}
