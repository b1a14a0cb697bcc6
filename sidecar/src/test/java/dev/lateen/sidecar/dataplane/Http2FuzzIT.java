package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.ConnectionPool;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.ForwardBuilder;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.HttpLimits;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.VirtualHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Frames at random from both sides of a real data plane: no connection hangs, no buffer leaks,
 * nobody else's requests suffer, and what reaches an upstream of HTTP/1 has one meaning.
 */
class Http2FuzzIT {
  private static final HttpLimits IMPATIENT =
      new HttpLimits(
          4096, 8192, 50, Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(300));

  @Test
  @DisplayName("TM-163 whatever is sent as HTTP/2 leaves no crash, no leak and nobody waiting")
  void survivesWhateverIsSent() throws Exception {
    // Given
    long allocated = Fuzzing.allocations();
    // When
    try (FuzzUpstream old = new FuzzUpstream();
        Backend recent = Backend.scripted((self, in, out) -> answer(in, out));
        Backend healthy = Backend.saying("healthy");
        Proxy proxy = proxy(old.backend(), recent, healthy)) {
      new Fuzzing(proxy.address("http"), Http2FuzzIT::send).run(() -> assertHealthy(proxy));
      // Then
      assertThat(healthy.requests).isNotEmpty();
      assertThat(old.violations()).isEmpty();
      await().untilAsserted(() -> assertQuiet(proxy));
    }
    await().untilAsserted(() -> assertThat(Fuzzing.allocations()).isLessThanOrEqualTo(allocated));
  }

  private static void send(Random random, OutputStream out) throws IOException {
    FuzzFrames frames = new FuzzFrames(random, true);
    Mutations.send(frames.greeting(), random, out);
    for (int i = random.nextInt(4); i >= 0; i--) {
      Mutations.send(frames.next(), random, out);
    }
  }

  private static void answer(InputStream in, OutputStream out) throws IOException {
    Random random = new Random();
    FuzzFrames frames = new FuzzFrames(random, false);
    Mutations.send(frames.greeting(), random, out);
    byte[] part = new byte[8192];
    while (in.read(part) >= 0 && random.nextInt(8) > 0) {
      Mutations.send(frames.next(), random, out);
    }
  }

  private static void assertHealthy(Proxy proxy) throws Exception {
    try (H2Peer client = H2Peer.client(proxy.address("http"))) {
      assertThat(client.request(1, true, "GET", "/healthy").body(1)).isEqualTo("healthy");
    }
  }

  private static void assertQuiet(Proxy proxy) {
    var statistics = proxy.dataPlane.state().statistics();
    assertThat(statistics.listeners().get("http").connectionsActive()).isZero();
    assertThat(statistics.listeners().get("http").requestsActive()).isZero();
    assertThat(statistics.clusters().get("fuzz").requestsActive()).isZero();
    assertThat(statistics.clusters().get("fuzz2").requestsActive()).isZero();
  }

  private static Proxy proxy(Backend old, Backend recent, Backend healthy) throws Exception {
    Duration most = Duration.ofMillis(500);
    List<Route> routes =
        List.of(
            Route.of(RouteMatch.exact("/healthy"), Forward.to("healthy")),
            Route.of(RouteMatch.exact("/h2"), ForwardBuilder.to("fuzz2").withTimeout(most).build()),
            Route.of(RouteMatch.ANY, ForwardBuilder.to("fuzz").withTimeout(most).build()));
    RouteTable table =
        new RouteTable("http", List.of(new VirtualHost("all", List.of("*"), routes)));
    Proxy proxy = new Proxy();
    proxy.apply(
        Proxy.model(
            "1",
            HttpConnectionManager.of("http", table).withLimits(IMPATIENT),
            Proxy.cluster("fuzz", old),
            Cluster.of("fuzz2", List.of(Endpoint.of("127.0.0.1", recent.port())))
                .withConnections(
                    new ConnectionPool(Duration.ofMillis(300), Duration.ZERO, Optional.empty()))
                .withHttp2(),
            Proxy.cluster("healthy", healthy)));
    return proxy;
  }
}
