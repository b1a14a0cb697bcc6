package dev.lateen.sidecar.xds;

import static dev.lateen.sidecar.xds.Protos.ads;
import static dev.lateen.sidecar.xds.Protos.assignment;
import static dev.lateen.sidecar.xds.Protos.edsCluster;
import static dev.lateen.sidecar.xds.Protos.httpListener;
import static dev.lateen.sidecar.xds.Protos.route;
import static dev.lateen.sidecar.xds.Protos.routes;
import static dev.lateen.sidecar.xds.snapshot.ResourceType.CLUSTER;
import static dev.lateen.sidecar.xds.snapshot.ResourceType.ENDPOINT;
import static dev.lateen.sidecar.xds.snapshot.ResourceType.LISTENER;
import static dev.lateen.sidecar.xds.snapshot.ResourceType.ROUTE;
import static dev.lateen.sidecar.xds.snapshot.ResourceType.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lateen.sidecar.config.HostPort;
import dev.lateen.sidecar.config.SidecarConfig;
import dev.lateen.sidecar.model.MeshTrust;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.tls.TestCertificates;
import dev.lateen.sidecar.xds.snapshot.ResourceType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against a server that says what the test tells it to. */
class AdsClientIT {
  private final NioEventLoopGroup loops = new NioEventLoopGroup(1);
  private final List<ProxyModel> live = new CopyOnWriteArrayList<>();
  private ScriptedDiscovery discovery;
  private AdsClient client;

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
  }

  @BeforeEach
  void connect() {
    discovery = ScriptedDiscovery.start();
    client =
        AdsClients.create(
            SidecarConfig.read(
                Map.of(
                    "LATEEN_NODE_NAME",
                    "reviews-v1",
                    "LATEEN_DISCOVERY_ADDRESS",
                    "127.0.0.1:" + discovery.port())),
            "1.2.3",
            false,
            DiscoveryLink.plaintext(
                new HostPort("127.0.0.1", discovery.port()), loops, NioSocketChannel::new),
            RandomGenerator.getDefault(),
            model -> {
              live.add(model);
              return CompletableFuture.completedFuture(null);
            });
  }

  @AfterEach
  void close() {
    client.close();
    discovery.close();
    loops.shutdownGracefully();
  }

  @Test
  void saysWhoItIsAndAsksForClustersAndListenersFirst() {
    // When
    client.start();

    // Then
    await().until(() -> discovery.requests().size() == 2);
    assertThat(discovery.requests())
        .extracting(DiscoveryRequest::getTypeUrl)
        .containsExactly(CLUSTER.typeUrl(), LISTENER.typeUrl());
    var node = discovery.requests().getFirst().getNode();
    assertThat(node.getId())
        .isEqualTo("sidecar~127.0.0.1~reviews-v1.default~default.svc.cluster.local");
    assertThat(node.getMetadata().getFieldsMap())
        .extractingByKeys("NAMESPACE", "NAME", "CAPTURE", "AUTHORITIES", "VERSION")
        .extracting(value -> value.getStringValue())
        .containsExactly(
            "default", "reviews-v1", "EXPLICIT", "/etc/ssl/certs/ca-certificates.crt", "1.2.3");
    assertThat(client.status().live()).isEmpty();
  }

  @Test
  void goesLiveOnlyWhenEverythingIsThereInWhateverOrder() {
    // Given
    client.start();
    await().until(() -> discovery.requests().size() == 2);

    // When
    discovery.send(LISTENER, "l1", httpListener("http_proxy", 0, "http_proxy"));
    await().until(() -> discovery.last(ROUTE).isPresent());
    discovery.send(ROUTE, "r1", routes("http_proxy", "reviews"));
    awaitAck(ROUTE, "r1");
    discovery.send(CLUSTER, "c1", edsCluster("reviews"));
    await().until(() -> discovery.last(ENDPOINT).isPresent());
    assertThat(live).isEmpty();
    assertThat(discovery.last(ENDPOINT).orElseThrow().getResourceNamesList())
        .containsExactly("reviews");
    discovery.send(ENDPOINT, "e1", assignment("reviews", 9080));

    // Then
    await().until(() -> live.size() == 1);
    assertThat(live.getFirst().listeners())
        .extracting(listener -> listener.name())
        .containsExactly("http_proxy");
    assertThat(live.getFirst().clusters()).containsOnlyKeys("reviews");
    awaitAck(ENDPOINT, "e1");
    assertThat(client.status().versions())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(LISTENER, "l1", ROUTE, "r1", CLUSTER, "c1", ENDPOINT, "e1"));
    assertThat(client.status().missing()).isEmpty();
  }

  @Test
  void asksForWhomToTrustWhenAClusterNamesItAndConfirmsItWhenItIsInForce() {
    // Given
    client.start();
    await().until(() -> discovery.requests().size() == 2);
    var authority = TestCertificates.authority("root").pem();

    // When
    discovery.send(LISTENER, "l1", httpListener("http_proxy", 0, "http_proxy"));
    discovery.send(CLUSTER, "c1", mutual(edsCluster("reviews")));
    await().until(() -> discovery.last(SECRET).isPresent());
    discovery.send(ROUTE, "r1", routes("http_proxy", "reviews"));
    discovery.send(ENDPOINT, "e1", assignment("reviews", 9080));
    awaitAck(ENDPOINT, "e1");

    // Then
    assertThat(live).isEmpty();
    assertThat(client.status().missing()).containsExactly("secret \"ROOTCA\"");

    // When one is no bundle
    discovery.send(SECRET, "s1", secret("no certificate"));

    // Then
    await().until(() -> discovery.last(SECRET).orElseThrow().hasErrorDetail());
    assertThat(live).isEmpty();

    // When
    discovery.send(SECRET, "s2", secret(authority));

    // Then
    awaitAck(SECRET, "s2");
    assertThat(live).hasSize(1);
    assertThat(live.getFirst().trust()).contains(new MeshTrust(authority, Optional.empty()));
  }

  private static Secret secret(String authorities) {
    var secret = Secret.newBuilder().setName("ROOTCA");
    secret.getValidationContextBuilder().getTrustedCaBuilder().setInlineString(authorities);
    return secret.build();
  }

  private static Cluster mutual(Cluster cluster) {
    var tls = UpstreamTlsContext.newBuilder();
    var common = tls.getCommonTlsContextBuilder();
    common.addTlsCertificateSdsSecretConfigsBuilder().setName("default").setSdsConfig(ads());
    common
        .getCombinedValidationContextBuilder()
        .getValidationContextSdsSecretConfigBuilder()
        .setName("ROOTCA")
        .setSdsConfig(ads());
    var mutual = cluster.toBuilder();
    mutual
        .addTransportSocketMatchesBuilder()
        .setName("mtls")
        .getTransportSocketBuilder()
        .setTypedConfig(Protos.any(tls.build()));
    return mutual.build();
  }

  @Test
  void keepsTheLiveModelUntilTheClusterOfANewRouteHasEndpoints() {
    // Given
    join();

    // When
    discovery.send(ROUTE, "r2", routes("http_proxy", "ratings"));
    awaitAck(ROUTE, "r2");

    // Then
    assertThat(live).hasSize(1);
    assertThat(client.status().missing())
        .containsExactly("cluster \"ratings\" of route configuration \"http_proxy\"");

    // When
    discovery.send(CLUSTER, "c2", edsCluster("reviews"), edsCluster("ratings"));
    awaitAck(CLUSTER, "c2");
    await()
        .until(
            () ->
                discovery
                    .last(ENDPOINT)
                    .filter(r -> r.getResourceNamesList().contains("ratings"))
                    .isPresent());
    assertThat(live).hasSize(1);
    discovery.send(ENDPOINT, "e2", assignment("ratings", 9081));

    // Then
    await().until(() -> live.size() == 2);
    assertThat(live.getLast().clusters()).containsOnlyKeys("reviews", "ratings");
  }

  @Test
  void refusesABadResourceByNameAndKeepsTheLastGoodOne() {
    // Given
    join();
    var bad =
        routes(
            "http_proxy",
            route("reviews").toBuilder()
                .setName("to-reviews")
                .setMatch(
                    io.envoyproxy.envoy.config.route.v3.RouteMatch.newBuilder()
                        .setSafeRegex(
                            io.envoyproxy.envoy.type.matcher.v3.RegexMatcher.newBuilder()
                                .setRegex("(")))
                .build());

    // When
    discovery.send(ROUTE, "r2", bad);

    // Then
    await().until(() -> discovery.last(ROUTE).orElseThrow().getResponseNonce().equals("ROUTE-r2"));
    DiscoveryRequest nack = discovery.last(ROUTE).orElseThrow();
    assertThat(nack.getVersionInfo()).isEqualTo("r1");
    assertThat(nack.getErrorDetail().getMessage())
        .startsWith(
            "RouteConfiguration \"http_proxy\": virtual_hosts[0].routes[0].(to-reviews)"
                + ".match.safe_regex.regex: \"(\" is not a regular expression");
    assertThat(client.status().lastError()).contains(nack.getErrorDetail().getMessage());

    // When
    discovery.send(ENDPOINT, "e2", assignment("reviews", 9083));

    // Then
    await().until(() -> live.getLast().version().equals(client.status().live().get().version()));
    awaitAck(ENDPOINT, "e2");
    assertThat(live.getLast().listeners().getFirst().filterChains()).hasSize(1);
    assertThat(client.status().versions()).containsEntry(ROUTE, "r1");
  }

  @Test
  void aRestartedServerHearsWhatIsAlreadyHereAndNeedNotResend() {
    // Given
    join();

    // When
    discovery.stop();
    await().until(() -> !client.status().connected());
    discovery.startAgain();

    // Then
    await().until(() -> discovery.requests().size() == 4);
    assertThat(discovery.requests())
        .extracting(DiscoveryRequest::getVersionInfo)
        .containsExactly("c1", "e1", "l1", "r1");
    assertThat(discovery.requests())
        .extracting(DiscoveryRequest::getResponseNonce)
        .containsOnly("");
    assertThat(live).hasSize(1);
  }

  @Test
  void aClientStartedFirstWaitsAndThenJoins() {
    // Given
    discovery.stop();
    client.start();
    await().until(() -> client.status().lastError().isPresent());

    // When
    discovery.startAgain();

    // Then
    await().until(() -> discovery.requests().size() == 2);
    discovery.send(LISTENER, "l1");
    discovery.send(CLUSTER, "c1");
    await().until(() -> live.size() == 1);
    assertThat(live.getFirst().listeners()).isEmpty();
  }

  private void join() {
    client.start();
    await().until(() -> discovery.requests().size() == 2);
    discovery.send(CLUSTER, "c1", edsCluster("reviews"));
    discovery.send(LISTENER, "l1", httpListener("http_proxy", 0, "http_proxy"));
    await().until(() -> discovery.last(ENDPOINT).isPresent() && discovery.last(ROUTE).isPresent());
    discovery.send(ENDPOINT, "e1", assignment("reviews", 9080));
    discovery.send(ROUTE, "r1", routes("http_proxy", "reviews"));
    await().until(() -> live.size() == 1);
    awaitAck(ROUTE, "r1");
  }

  private void awaitAck(ResourceType type, String version) {
    await()
        .untilAsserted(
            () ->
                assertThat(discovery.last(type))
                    .hasValueSatisfying(
                        request -> {
                          assertThat(request.getVersionInfo()).isEqualTo(version);
                          assertThat(request.getResponseNonce()).isEqualTo(type + "-" + version);
                          assertThat(request.hasErrorDetail()).isFalse();
                        }));
  }
}
