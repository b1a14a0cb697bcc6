package dev.lateen.operator.discovery;

import static dev.lateen.operator.discovery.snapshot.ResourceType.CDS;
import static dev.lateen.operator.discovery.snapshot.ResourceType.EDS;
import static dev.lateen.operator.discovery.snapshot.ResourceType.LDS;
import static dev.lateen.operator.discovery.snapshot.ResourceType.RDS;
import static dev.lateen.operator.discovery.snapshot.ResourceType.SDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Value;
import dev.lateen.operator.discovery.snapshot.TrustVersion;
import dev.lateen.operator.identity.TrustBundle;
import dev.lateen.operator.platform.model.Protocol;
import dev.lateen.operator.platform.model.ServicePort;
import dev.lateen.operator.rules.RuleRevision;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscoveryServiceIT {
  private static final String NODE =
      "sidecar~127.0.0.1~productpage-v1.default~default.svc.cluster.local";
  private static final String REVIEWS = "reviews.default.svc.cluster.local";
  private static final String V1 = "outbound|9080|version=v1|" + REVIEWS;
  private static final String V2 = "outbound|9080|version=v2|" + REVIEWS;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private GrpcDiscoveryService discovery;

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
  }

  @BeforeEach
  void start() {
    discovery = new GrpcDiscoveryService("127.0.0.1", 0, meters);
    discovery.start();
  }

  @AfterEach
  void stop() {
    discovery.stop();
  }

  private AdsClient client() {
    return new AdsClient(discovery.port(), NODE);
  }

  private ProxyState proxy() {
    return discovery.proxies().getFirst();
  }

  @Test
  void joiningProxyGetsEverythingAndIsSynced() {
    // Given
    discovery.publish(Meshes.bookinfo().reviews("v1").model());

    // When
    try (var client = client()) {
      var responses = client.join();

      // Then
      assertThat(AdsClient.clusterNames(responses.getFirst())).contains(V1);
      await().until(() -> proxy().synced());
      assertThat(proxy().connected()).isTrue();
      assertThat(proxy().type()).isEqualTo("sidecar");
      assertThat(proxy().acknowledged()).containsOnlyKeys("CDS", "EDS", "LDS", "RDS");
      assertThat(proxy().liveRules()).extracting(RuleRevision::generation).containsExactly(1L);
      client.expectNothing();
    }
    await().until(() -> !proxy().connected());
  }

  @Test
  void aProxyWithAnIdentityHasConfirmedABundleWhenItAcceptedIt() {
    // Given
    var trusting =
        Meshes.bookinfo().trust(new TrustBundle("cluster.local", List.of("a"), List.of()));
    discovery.publish(trusting.model());
    var node = Node.newBuilder().setId(NODE);
    node.getMetadataBuilder()
        .putFields("IDENTITY", Value.newBuilder().setStringValue("SVID").build());
    try (var client = new AdsClient(discovery.port(), node.build())) {
      client.join();
      assertThat(proxy().synced()).isFalse();

      // When
      client.subscribe(SDS, "ROOTCA");
      var first = client.expect(SDS);
      client.ack(first, "ROOTCA");

      // Then
      await().until(() -> proxy().synced());
      assertThat(proxy().acknowledged()).containsEntry("SDS", first.getVersionInfo());

      // When another root is trusted
      discovery.publish(
          trusting.trust(new TrustBundle("cluster.local", List.of("a", "b"), List.of())).model());

      // Then it is the only news, and waits for the proxy to confirm
      var second = client.expect(SDS);
      await().until(() -> !proxy().synced());
      client.ack(second, "ROOTCA");
      await().until(() -> proxy().synced());
      client.expectNothing();
    }
  }

  @Test
  void aProxyThatServesTheWorkloadApiGetsTheKeysOfTokensWhateverItsListenersNeed() {
    // Given
    var bundle =
        new TrustBundle("cluster.local", List.of(), List.of("a"), List.of(), "{\"keys\":[1]}");
    discovery.publish(Meshes.bookinfo().trust(bundle).model());
    var node = Node.newBuilder().setId(NODE);
    node.getMetadataBuilder()
        .putFields("WORKLOAD_API", Value.newBuilder().setStringValue("SPIFFE").build());
    try (var client = new AdsClient(discovery.port(), node.build())) {
      client.join();

      // When
      client.subscribe(SDS, "ROOTCA", "JWKS");
      var secrets = client.expect(SDS);

      // Then
      assertThat(secrets.getResourcesCount()).isEqualTo(2);
      assertThat(TrustVersion.of(bundle)).contains(secrets.getVersionInfo()).hasSize(2);
    }
  }

  @Test
  void newClustersComeBeforeRoutesAndOldOnesGoAfter() {
    // Given
    discovery.publish(Meshes.bookinfo().reviews("v1").model());
    try (var client = client()) {
      var joined = client.join();

      // When
      discovery.publish(Meshes.bookinfo().reviews("v2").model());

      // Then
      var made = client.expect(CDS);
      assertThat(AdsClient.clusterNames(made)).contains(V1, V2);
      client.expectNothing();
      client.ack(made);
      client.ack(joined.get(1), AdsClient.edsNames(made));
      var endpoints = client.expect(EDS);
      client.expectNothing();
      client.ack(endpoints, AdsClient.edsNames(made));
      var routes = client.expect(RDS);
      assertThat(AdsClient.routes(routes).toString()).contains(V2).doesNotContain(V1);
      client.expectNothing();
      client.ack(routes, "http_proxy");
      var broken = client.expect(CDS);
      assertThat(AdsClient.clusterNames(broken)).contains(V2).doesNotContain(V1);
      client.ack(broken);
      await().until(() -> proxy().synced());
      client.ack(endpoints, AdsClient.edsNames(broken));
      client.expectNothing();
      assertThat(proxy().synced()).isTrue();
    }
  }

  @Test
  void sameContentIsNotSentAgain() {
    // Given
    discovery.publish(Meshes.bookinfo().reviews("v1").model());
    try (var client = client()) {
      client.join();

      // When a service comes that no proxy can call, and the rule stays what it was
      discovery.publish(
          Meshes.bookinfo()
              .service("dns", "default", new ServicePort("dns", 53, Protocol.UDP))
              .reviews("v1")
              .model());

      // Then
      client.expectNothing();
    }
  }

  @Test
  void refusedConfigurationIsReportedAndNotSentAgain() {
    // Given
    discovery.publish(Meshes.bookinfo().reviews("v1").model());
    try (var client = client()) {
      var joined = client.join();

      // When
      discovery.publish(Meshes.bookinfo().reviews("v2").model());
      var refused = client.expect(CDS);
      client.nack(refused, joined.getFirst().getVersionInfo(), "no such thing as v2");

      // Then: reported, nothing else follows, and what was live stays live
      await().until(() -> proxy().lastError().isPresent());
      assertThat(proxy().lastError().get()).contains("CDS").contains("no such thing as v2");
      assertThat(proxy().synced()).isFalse();
      assertThat(proxy().acknowledged()).containsEntry("CDS", joined.getFirst().getVersionInfo());
      assertThat(meters.counter("lateen.discovery.rejects", "type", "CDS").count()).isEqualTo(1);
      client.expectNothing();

      // When something acceptable follows
      discovery.publish(Meshes.bookinfo().reviews("v3").model());
      client.ack(client.expect(CDS));

      // Then
      await().until(() -> proxy().lastError().isEmpty());
    }
  }

  @Test
  void reconnectingClientIsNotSentWhatItHas() {
    // Given
    discovery.publish(Meshes.bookinfo().reviews("v1").model());
    List<DiscoveryResponse> had;
    try (var client = client()) {
      had = client.join();
      await().until(() -> proxy().synced());
    }

    // When
    try (var client = client()) {
      String[] names = AdsClient.edsNames(had.getFirst());
      client.subscribeFrom(had.get(0).getVersionInfo(), CDS);
      client.subscribeFrom(had.get(1).getVersionInfo(), EDS, names);
      client.subscribeFrom(had.get(2).getVersionInfo(), LDS);
      client.subscribeFrom(had.get(3).getVersionInfo(), RDS, "http_proxy");

      // Then
      await().until(() -> proxy().synced() && proxy().connected());
      client.expectNothing();
    }
  }

  @Test
  void reconnectingClientKeepsItsClustersUntilItsRoutesChanged() {
    // Given
    discovery.publish(Meshes.bookinfo().reviews("v1").model());
    List<DiscoveryResponse> had;
    try (var client = client()) {
      had = client.join();
      await().until(() -> proxy().synced());
    }
    await().until(() -> !proxy().connected());
    discovery.publish(Meshes.bookinfo().reviews("v2").model());

    // When
    try (var client = client()) {
      client.subscribeFrom(had.getFirst().getVersionInfo(), CDS);

      // Then
      assertThat(AdsClient.clusterNames(client.expect(CDS))).contains(V1, V2);
    }
  }

  @Test
  void nothingIsSentBeforeTheFirstModel() {
    // When
    try (var client = client()) {
      client.subscribe(CDS);

      // Then
      client.expectNothing();
      discovery.publish(Meshes.bookinfo().model());
      client.expect(CDS);
    }
  }

  @Test
  void proxyOfAnUnknownInstanceWaitsAndThenJoins() {
    // Given
    discovery.publish(new Meshes().model());
    try (var client = client()) {
      client.subscribe(CDS);
      var nothing = client.expect(CDS);
      assertThat(nothing.getResourcesList()).isEmpty();
      client.ack(nothing);

      // When
      discovery.publish(Meshes.bookinfo().model());

      // Then
      assertThat(AdsClient.clusterNames(client.expect(CDS))).contains("inbound|9080||");
    }
  }

  @Test
  void proxyKeepsWhatItHasWhenItsInstanceIsNotKnown() {
    // Given
    discovery.publish(Meshes.bookinfo().model());
    try (var client = client()) {
      client.join();

      // When
      discovery.publish(new Meshes().model());

      // Then
      client.expectNothing();
    }
  }

  @Test
  void unknownProxyThatHasSomethingKeepsIt() {
    // Given an operator that was started again and does not know the instance yet
    discovery.publish(new Meshes().model());

    // When
    try (var client = client()) {
      client.subscribeFrom("0123456789abcdef", CDS);
      client.subscribeFrom("0123456789abcdef", LDS);

      // Then
      client.expectNothing();
      assertThat(proxy().connected()).isTrue();
    }
  }

  @Test
  void onlyTheProxiesAndTypesConcernedAreSentAChange() {
    // Given
    discovery.publish(Meshes.bookinfo().reviews("v1").model());
    try (var client = client()) {
      client.join();

      // When only a timeout changes
      discovery.publish(
          Meshes.bookinfo()
              .rule(
                  """
                  kind: RouteRule
                  metadata: {name: reviews}
                  spec:
                    destination: {name: reviews}
                    httpReqTimeout: {simpleTimeout: {timeout: 1s}}
                    route:
                    - labels: {version: v1}
                  """)
              .model());

      // Then
      client.ack(client.expect(RDS), "http_proxy");
      client.expectNothing();
    }
  }

  @Test
  void changedClusterIsFollowedByItsEndpoints() {
    // Given
    discovery.publish(Meshes.bookinfo().model());
    try (var client = client()) {
      client.join();

      // When a proxy has to build a cluster anew
      discovery.publish(
          Meshes.bookinfo()
              .rule(
                  """
                  kind: DestinationPolicy
                  metadata: {name: reviews}
                  spec:
                    destination: {name: reviews}
                    loadBalancing: {name: RANDOM}
                  """)
              .model());
      client.ack(client.expect(CDS));

      // Then it gets the endpoints it waits for, though they are the same
      client.expect(EDS);
    }
  }

  @Test
  void nodeThatIsNoProxyIsRefused() throws InterruptedException {
    // When
    try (var client = new AdsClient(discovery.port(), "router~x")) {
      client.subscribe(CDS);

      // Then
      assertThat(client.expectFailure())
          .hasMessageContaining("INVALID_ARGUMENT")
          .hasMessageContaining("node.id is \"router~x\"");
    }
  }

  @Test
  void listenersHearOfChanges() {
    // Given
    var heard = new AtomicInteger();
    discovery.onChange(heard::incrementAndGet);
    discovery.publish(Meshes.bookinfo().model());

    // When
    try (var client = client()) {
      client.join();

      // Then
      await().until(() -> heard.get() > 0 && proxy().synced());
    }
    assertThat(meters.get("lateen.discovery.convergence.time").timer().count()).isPositive();
  }

  @Test
  void deltaSendsWhatChangedAndWhatIsGone() {
    // Given
    discovery.publish(Meshes.bookinfo().reviews("v1").model());
    try (var client = new DeltaClient(discovery.port(), NODE)) {
      client.subscribe(CDS, Map.of());
      var clusters = client.expect(CDS);
      assertThat(clusters.getResourcesList()).extracting(Resource::getName).contains(V1);
      client.ack(clusters);
      client.subscribe(LDS, Map.of());
      client.subscribe(EDS, Map.of(), edsNames(clusters));
      client.ack(client.expect(EDS));
      client.ack(client.expect(LDS));
      client.subscribe(RDS, Map.of(), "http_proxy");
      client.ack(client.expect(RDS));
      await().until(() -> proxy().synced());

      // When
      discovery.publish(Meshes.bookinfo().reviews("v2").model());

      // Then
      var made = client.expect(CDS);
      assertThat(made.getResourcesList()).extracting(Resource::getName).containsExactly(V2);
      assertThat(made.getRemovedResourcesList()).isEmpty();
      client.ack(made);
      client.subscribe(EDS, Map.of(), V2);
      var endpoints = client.expect(EDS);
      assertThat(endpoints.getResourcesList()).extracting(Resource::getName).containsExactly(V2);
      client.ack(endpoints);
      client.ack(client.expect(RDS));
      var broken = client.expect(CDS);
      assertThat(broken.getResourcesList()).isEmpty();
      assertThat(broken.getRemovedResourcesList()).containsExactly(V1);
    }
  }

  @Test
  void deltaDoesNotSendWhatAReconnectingClientHas() {
    // Given
    discovery.publish(Meshes.bookinfo().model());
    Map<String, String> has;
    try (var client = new DeltaClient(discovery.port(), NODE)) {
      client.subscribe(CDS, Map.of());
      has =
          client.expect(CDS).getResourcesList().stream()
              .collect(Collectors.toMap(Resource::getName, Resource::getVersion));
    }

    // When
    try (var client = new DeltaClient(discovery.port(), NODE)) {
      client.subscribe(CDS, has);

      // Then
      client.expectNothing();
    }
  }

  private static String[] edsNames(DeltaDiscoveryResponse clusters) {
    return clusters.getResourcesList().stream()
        .map(Resource::getName)
        .filter(name -> name.startsWith("outbound|"))
        .toArray(String[]::new);
  }
}
