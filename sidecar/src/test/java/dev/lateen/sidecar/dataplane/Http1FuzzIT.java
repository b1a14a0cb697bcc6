package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.HttpLimits;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.VirtualHost;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Mutated messages from both sides of a real data plane, cut into packets anywhere: no connection
 * hangs, no buffer leaks, nobody else's requests suffer, and what reaches the upstream has one
 * meaning. Runs for seconds, or for {@code -Dlateen.fuzz.minutes}. A failure names its seed, which
 * {@code -Dlateen.fuzz.seed} repeats alone.
 */
class Http1FuzzIT {
  private static final Duration TIME =
      Optional.ofNullable(Integer.getInteger("lateen.fuzz.minutes"))
          .map(Duration::ofMinutes)
          .orElse(Duration.ofSeconds(5));
  private static final int AT_ONCE = 16;
  private static final int ROUNDS_PER_CHECK = 64;
  private static final HttpLimits IMPATIENT =
      new HttpLimits(
          4096, 8192, 50, Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(300));

  @Test
  void survivesWhateverIsSent() throws Exception {
    // Given
    long allocated = allocations();
    // When
    try (FuzzUpstream upstream = new FuzzUpstream();
        Backend healthy = Backend.saying("healthy");
        Proxy proxy = proxy(upstream.backend(), healthy)) {
      fuzz(proxy, healthy);
      // Then
      assertThat(upstream.violations()).isEmpty();
      await().untilAsserted(() -> assertQuiet(proxy));
    }
    await().untilAsserted(() -> assertThat(allocations()).isLessThanOrEqualTo(allocated));
  }

  private static void fuzz(Proxy proxy, Backend healthy) throws Exception {
    Long only = Long.getLong("lateen.fuzz.seed");
    if (only != null) {
      round(proxy, only);
      return;
    }
    Random seeds = new Random();
    long end = System.nanoTime() + TIME.toNanos();
    Semaphore places = new Semaphore(AT_ONCE);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      while (System.nanoTime() < end) {
        List<Future<Void>> rounds =
            Stream.generate(seeds::nextLong)
                .limit(ROUNDS_PER_CHECK)
                .map(seed -> clients.submit(limited(places, proxy, seed)))
                .toList();
        for (Future<Void> round : rounds) {
          round.get();
        }
        assertHealthy(proxy);
      }
    }
    assertThat(healthy.requests).isNotEmpty();
  }

  private static Callable<Void> limited(Semaphore places, Proxy proxy, long seed) {
    return () -> {
      places.acquire();
      try {
        round(proxy, seed);
      } finally {
        places.release();
      }
      return null;
    };
  }

  /** The proxy ends every connection, by itself if need be. */
  private static void round(Proxy proxy, long seed) throws IOException {
    Random random = new Random(seed);
    try (Socket client = new Socket()) {
      client.setTcpNoDelay(true);
      client.setSoTimeout(20_000);
      client.connect(proxy.address("http"), 20_000);
      try {
        Mutations.send(Mutations.request(random), random, client.getOutputStream());
        if (random.nextBoolean()) {
          client.shutdownOutput();
        }
        client.getInputStream().readAllBytes();
      } catch (java.net.SocketTimeoutException hangs) {
        throw new AssertionError("a connection hangs: -Dlateen.fuzz.seed=" + seed, hangs);
      } catch (IOException reset) {
        // the proxy did not want to hear more
      }
    }
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
            Route.of(RouteMatch.ANY, Forward.to("fuzz").withTimeout(Duration.ofMillis(500))));
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

  /** Buffers that are not given back. */
  private static long allocations() {
    var metric = PooledByteBufAllocator.DEFAULT.metric();
    return Stream.concat(metric.directArenas().stream(), metric.heapArenas().stream())
        .mapToLong(PoolArenaMetric::numActiveAllocations)
        .sum();
  }
}
