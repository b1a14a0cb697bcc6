package dev.lateen.operator.discovery;

import static dev.lateen.operator.discovery.snapshot.ResourceType.CDS;
import static dev.lateen.operator.discovery.snapshot.ResourceType.EDS;
import static dev.lateen.operator.discovery.snapshot.ResourceType.RDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lateen.operator.rules.RuleRevision;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
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
    }
  }

  @Test
  void sameContentIsNotSentAgain() {
    // Given
    discovery.publish(Meshes.bookinfo().reviews("v1").model());
    try (var client = client()) {
      client.join();

      // When
      discovery.publish(Meshes.bookinfo().reviews("v1").model());
      discovery.publish(Meshes.bookinfo().service("unused", 1234).reviews("v1").model());

      // Then: only what the new service brings
      client.ack(client.expect(CDS));
    }
  }
}
