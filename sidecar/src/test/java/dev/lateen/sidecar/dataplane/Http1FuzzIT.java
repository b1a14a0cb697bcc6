package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.ForwardBuilder;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.HttpLimits;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.VirtualHost;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Mutated messages from both sides of a real data plane, cut into packets anywhere: no connection
 * hangs, no buffer leaks, nobody else's requests suffer, and what reaches the upstream has one
 * meaning.
 */
class Http1FuzzIT {
  private static final HttpLimits IMPATIENT =
      new HttpLimits(
          4096, 8192, 50, Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(300));

  @Test
  void survivesWhateverIsSent() throws Exception {
    // Given
    long allocated = Fuzzing.allocations();
    // When
    try (FuzzUpstream upstream = new FuzzUpstream();
        Backend healthy = Backend.saying("healthy");
        Proxy proxy = proxy(upstream.backend(), healthy)) {
      new Fuzzing(
              proxy.address("http"),
              (random, out) -> Mutations.send(Mutations.request(random), random, out))
          .run(() -> assertHealthy(proxy));
      // Then
      assertThat(healthy.requests).isNotEmpty();
      assertThat(upstream.violations()).isEmpty();
      await().untilAsserted(() -> assertQuiet(proxy));
    }
    await().untilAsserted(() -> assertThat(Fuzzing.allocations()).isLessThanOrEqualTo(allocated));
  }

  private static void assertHealthy(Proxy proxy) throws Exception {
    try (Client client = proxy.client()) {
      assertThat(client.get("/healthy").body()).isEqualTo("healthy");
    }
  }

  private static void assertQuiet(Proxy proxy) {
    var statistics = proxy.dataPlane.state().statistics();
    assertThat(statistics.listeners().get("http").connectionsActive()).isZero();
    assertThat(statistics.listeners().get("http").requestsActive()).isZero();
    assertThat(statistics.clusters().get("fuzz").requestsActive()).isZero();
  }

  private static Proxy proxy(Backend fuzz, Backend healthy) throws Exception {
    List<Route> routes =
        List.of(
            Route.of(RouteMatch.exact("/healthy"), Forward.to("healthy")),
            Route.of(
                RouteMatch.ANY,
                ForwardBuilder.to("fuzz").withTimeout(Duration.ofMillis(500)).build()));
    RouteTable table =
        new RouteTable("http", List.of(new VirtualHost("all", List.of("*"), routes)));
    Proxy proxy = new Proxy();
    proxy.apply(
        Proxy.model(
            "1",
            HttpConnectionManager.of("http", table).withLimits(IMPATIENT),
            Proxy.cluster("fuzz", fuzz),
            Proxy.cluster("healthy", healthy)));
    return proxy;
  }
}
