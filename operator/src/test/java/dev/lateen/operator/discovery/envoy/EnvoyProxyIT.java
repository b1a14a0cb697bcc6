package dev.lateen.operator.discovery.envoy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lateen.operator.discovery.GrpcDiscoveryService;
import dev.lateen.operator.discovery.Meshes;
import dev.lateen.operator.discovery.ProxyState;
import dev.lateen.operator.rules.MeshModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stock Envoy joins, accepts everything it is told without a warning, and obeys. */
@Tag("envoy")
@EnabledIfEnvironmentVariable(
    named = "LATEEN_ENVOY",
    matches = ".+",
    disabledReason = "LATEEN_ENVOY is not set: it must name the Envoy binary to test with")
class EnvoyProxyIT {
  private static final String NODE =
      "sidecar~127.0.0.1~productpage-v1.default~default.svc.cluster.local";
  private static final String JASON =
      """
      kind: RouteRule
      metadata: {name: jason, generation: %d}
      spec:
        destination: {name: reviews}
        precedence: 2
        match: {request: {headers: {cookie: {regex: "^(.*?;)?(user=jason)(;.*)?$"}}}}
        route:
        - labels: {version: v2}
      """;
  private static final String ALL =
      """
      kind: RouteRule
      metadata: {name: all, generation: %d}
      spec:
        destination: {name: reviews}
        precedence: 1
        route:
        - labels: {version: %s}
      """;
  private static final String REVIEWS = "reviews.default.svc.cluster.local";
  private static final String POLICY =
      """
      kind: DestinationPolicy
      metadata: {name: reviews}
      spec:
        destination: {name: reviews}
        circuitBreaker: {simpleCb: {httpMaxRequests: %d, httpConsecutiveErrors: 50}}
      """;
  private static final String HALF =
      """
      kind: RouteRule
      metadata: {name: half, generation: %d}
      spec:
        destination: {name: reviews}
        route:
        - {labels: {version: v1}, weight: 50}
        - {labels: {version: v3}, weight: 50}
      """;

  @TempDir Path directory;
  private Upstreams upstreams;
  private GrpcDiscoveryService discovery;
  private HttpClient client;
  private long generation;

  @BeforeEach
  void start() throws IOException {
    upstreams = new Upstreams();
    discovery = new GrpcDiscoveryService("127.0.0.1", 0, new SimpleMeterRegistry());
    discovery.start();
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", upstreams.outbound())))
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    discovery.stop();
    upstreams.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GRPC", "DELTA_GRPC"})
  void obeysRulesAndHasNothingToComplainAbout(String apiType) throws Exception {
    publish(upstreams.mesh().rule(all("v1")));
    try (var envoy = Envoy.start(directory, NODE, discovery.port(), apiType)) {
      awaitLive();
      assertThat(count(100, "")).containsExactly(Map.entry("200 v1", 100));

      // When a header decides
      publish(upstreams.mesh().rule(all("v1")).rule(next(JASON)));
      awaitLive();

      // Then
      assertThat(count(50, "session=1;user=jason")).containsExactly(Map.entry("200 v2", 50));
      assertThat(count(50, "user=other")).containsExactly(Map.entry("200 v1", 50));

      // When weights decide
      publish(upstreams.mesh().rule(next(HALF)));
      awaitLive();

      // Then
      Map<String, Integer> split = count(1000, "");
      assertThat(split).containsOnlyKeys("200 v1", "200 v3");
      assertThat(split.get("200 v1")).isBetween(430, 570);
      assertThat(discovery.proxies().getFirst().lastError()).isEmpty();
      assertThat(discovery.proxies().getFirst().clientVersion()).startsWith("envoy/1.");
      assertThat(envoy.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GRPC", "DELTA_GRPC"})
  void getsTheEndpointsOfAClusterThatChanged(String apiType) throws Exception {
    publish(upstreams.mesh().rule(all("v1")));
    try (var envoy = Envoy.start(directory, NODE, discovery.port(), apiType)) {
      awaitLive();
      for (int limit = 100; limit < 103; limit++) {
        // When
        publish(upstreams.mesh().rule(all("v1")).rule(POLICY.formatted(limit)));
        awaitLive();

        // Then the cluster is in force long before Envoy would give up waiting (15 s)
        String inForce = "outbound|9080||" + REVIEWS + "::default_priority::max_requests::" + limit;
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> envoy.admin("/clusters").contains(inForce));
        assertThat(envoy.admin("/stats?filter=warming_clusters")).contains(": 0");
      }
      assertThat(count(20, "")).containsExactly(Map.entry("200 v1", 20));
      assertThat(envoy.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GRPC", "DELTA_GRPC"})
  void losesNoRequestWhileRulesChange(String apiType) throws Exception {
    publish(upstreams.mesh().rule(all("v1")));
    try (var envoy = Envoy.start(directory, NODE, discovery.port(), apiType)) {
      awaitLive();
      var changing = new AtomicBoolean(true);

      // When
      CompletableFuture<Map<String, Integer>> answers =
          CompletableFuture.supplyAsync(
              () -> {
                var all = new TreeMap<String, Integer>();
                while (changing.get()) {
                  count(20, "").forEach((answer, times) -> all.merge(answer, times, Integer::sum));
                }
                return all;
              });
      for (int change = 0; change < 20; change++) {
        publish(upstreams.mesh().rule(all("v" + (1 + change % 3))));
        awaitLive();
      }
      changing.set(false);

      // Then
      assertThat(answers.get()).containsOnlyKeys("200 v1", "200 v2", "200 v3");
      assertThat(envoy.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GRPC", "DELTA_GRPC"})
  void keepsWorkingWhileTheOperatorIsAwayAndFollowsTheNextOne(String apiType) throws Exception {
    publish(upstreams.mesh().rule(all("v1")));
    int port = discovery.port();
    try (var _ = Envoy.start(directory, NODE, port, apiType)) {
      awaitLive();

      // When the operator is gone
      discovery.stop();

      // Then
      assertThat(count(50, "")).containsExactly(Map.entry("200 v1", 50));

      // When another takes its place, knows nothing yet, and then the same
      var meters = new SimpleMeterRegistry();
      discovery = new GrpcDiscoveryService("127.0.0.1", port, meters);
      discovery.start();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> discovery.proxies().stream().anyMatch(ProxyState::connected));
      publish(upstreams.mesh().rule(ALL.formatted(generation, "v1")));
      awaitLive();

      // Then nothing was sent, nothing was lost, and it follows
      assertThat(meters.find("lateen.discovery.pushes").counters())
          .allSatisfy(pushes -> assertThat(pushes.count()).isZero());
      assertThat(count(50, "")).containsExactly(Map.entry("200 v1", 50));
      publish(upstreams.mesh().rule(all("v2")));
      awaitLive();
      assertThat(count(50, "")).containsExactly(Map.entry("200 v2", 50));
    }
  }

  private String next(String rule) {
    return rule.formatted(++generation);
  }

  private String all(String version) {
    return ALL.formatted(++generation, version);
  }

  private void publish(Meshes mesh) {
    MeshModel model = mesh.model();
    discovery.publish(model);
  }

  private void awaitLive() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                discovery.proxies().stream()
                    .filter(ProxyState::synced)
                    .flatMap(proxy -> proxy.liveRules().stream())
                    .anyMatch(rule -> rule.generation() == generation));
  }

  private Map<String, Integer> count(int requests, String cookie) {
    var answers = new TreeMap<String, Integer>();
    for (int i = 0; i < requests; i++) {
      answers.merge(get(cookie), 1, Integer::sum);
    }
    return answers;
  }

  private String get(String cookie) {
    try {
      var response =
          client.send(
              HttpRequest.newBuilder(URI.create("http://reviews:9080/"))
                  .header("cookie", cookie)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() + " " + response.body();
    } catch (IOException | InterruptedException e) {
      return e.toString();
    }
  }
}
