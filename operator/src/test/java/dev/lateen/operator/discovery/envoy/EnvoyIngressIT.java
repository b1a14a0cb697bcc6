package dev.lateen.operator.discovery.envoy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lateen.operator.discovery.GrpcDiscoveryService;
import dev.lateen.operator.discovery.ProxyState;
import dev.lateen.operator.platform.model.IngressPath;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A stock Envoy serves as ingress gateway (TM-110 to TM-118). */
@Tag("envoy")
@EnabledIfEnvironmentVariable(
    named = "LATEEN_ENVOY",
    matches = ".+",
    disabledReason = "LATEEN_ENVOY is not set: it must name the Envoy binary to test with")
class EnvoyIngressIT {
  private static final String NODE = "ingress~127.0.0.1~gateway.default~default.svc.cluster.local";
  private static final String REVIEWS = "reviews.default.svc.cluster.local";
  private static final String ONLY_OLD =
      """
      kind: RouteRule
      metadata: {name: old}
      spec:
        destination: {name: reviews}
        precedence: 2
        match: {request: {headers: {uri: {prefix: /reviews/old}}}}
        route:
        - labels: {version: v2}
      """;

  @TempDir Path directory;

  @Test
  void pathsAndRulesDecideAndTheRestIsNotFound() throws Exception {
    try (var upstreams = new Upstreams();
        var client = HttpClient.newHttpClient()) {
      var discovery = new GrpcDiscoveryService("127.0.0.1", 0, new SimpleMeterRegistry());
      discovery.start();
      int port = Upstreams.freePort();
      discovery.publish(
          upstreams
              .mesh()
              .instance(Upstreams.gateway(port))
              .ingress(path(IngressPath.Kind.PREFIX, "/reviews"))
              .ingress(path(IngressPath.Kind.EXACT, "/one"))
              .reviews("v1")
              .rule(ONLY_OLD)
              .model());

      try (var envoy = Envoy.start(directory, NODE, discovery.port(), "GRPC")) {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> discovery.proxies().stream().anyMatch(ProxyState::synced));

        assertThat(get(client, port, "/reviews/1").body()).isEqualTo("v1");
        assertThat(get(client, port, "/reviews/old/1").body()).isEqualTo("v2");
        assertThat(get(client, port, "/one").body()).isEqualTo("v1");
        assertThat(get(client, port, "/one/more").statusCode()).isEqualTo(404);
        assertThat(get(client, port, "/reviewsandmore").statusCode()).isEqualTo(404);
        assertThat(get(client, port, "/reviews").headers().firstValue("seen-forwarded-for"))
            .as("an Envoy that is called over loopback names its own address")
            .hasValueSatisfying(callers -> assertThat(callers).matches("[0-9.]+"));
        assertThat(envoy.complaints()).isEmpty();
      } finally {
        discovery.stop();
      }
    }
  }

  private static IngressPath path(IngressPath.Kind kind, String path) {
    return new IngressPath("default/bookinfo", Optional.empty(), kind, path, REVIEWS, 9080);
  }

  private static HttpResponse<String> get(HttpClient client, int port, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
