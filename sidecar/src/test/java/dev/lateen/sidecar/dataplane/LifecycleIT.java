package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Direction;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.TcpProxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LifecycleIT {
  private static final List<Route> TO_A = List.of(Route.of(RouteMatch.ANY, Forward.to("a")));
  private static final List<Route> TO_B = List.of(Route.of(RouteMatch.ANY, Forward.to("b")));

  @Test
  @DisplayName("UA-05 no request is lost when the model is swapped under load")
  void losesNoRequestWhenTheModelIsSwappedUnderLoad() throws Exception {
    try (Backend a = Backend.saying("a");
        Backend b = Backend.saying("b");
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", a));
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicBoolean stop = new AtomicBoolean();
      AtomicInteger answered = new AtomicInteger();
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        results.add(clients.submit((Callable<Integer>) () -> load(proxy, stop, answered)));
      }
      // When
      for (int i = 0; i < 50; i++) {
        boolean even = i % 2 == 0;
        proxy.apply(
            Proxy.httpModel(
                "" + i, even ? TO_B : TO_A, even ? Proxy.cluster("b", b) : Proxy.cluster("a", a)));
        int before = answered.get();
        Awaitility.await()
            .pollInterval(Duration.ofMillis(1))
            .until(() -> answered.get() > before + 8);
      }
      stop.set(true);
      // Then
      int total = 0;
      for (Future<Integer> result : results) {
        total += result.get(20, TimeUnit.SECONDS);
      }
      assertThat(total).isGreaterThan(400);
    }
  }

  private static int load(Proxy proxy, AtomicBoolean stop, AtomicInteger answered)
      throws Exception {
    int done = 0;
    try (Client client = proxy.client()) {
      while (!stop.get()) {
        assertThat(client.get("/").status()).isEqualTo(200);
        done++;
        answered.incrementAndGet();
      }
    }
    return done;
  }

  @Test
  void obeysTheNewModelOnAnOpenConnection() throws Exception {
    try (Backend a = Backend.saying("a");
        Backend b = Backend.saying("b");
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", a));
        Client client = proxy.client()) {
      assertThat(client.get("/").body()).isEqualTo("a");
      proxy.apply(Proxy.httpModel("2", TO_B, Proxy.cluster("b", b)));
      assertThat(client.get("/").body()).isEqualTo("b");
      assertThat(proxy.dataPlane.state().model().version()).isEqualTo("2");
    }
  }

  @Test
  void keepsEverythingWhenAListenerCannotBeBound() throws Exception {
    try (Backend a = Backend.saying("a");
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", a));
        Client client = proxy.client()) {
      Listener taken =
          new Listener(
              "taken",
              "127.0.0.1",
              a.port(),
              true,
              false,
              Direction.OUTBOUND,
              List.of(),
              Optional.of(FilterChain.any(HttpConnectionManager.of("x", RouteTable.empty("x")))));
      ProxyModel bad = ProxyModel.of("bad", List.of(taken), List.of());
      assertThatThrownBy(
              () -> proxy.dataPlane.apply(bad).toCompletableFuture().get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(BindFailedException.class)
          .hasMessageContaining("taken");
      assertThat(client.get("/").body()).isEqualTo("a");
      assertThat(proxy.dataPlane.state().model().version()).isEqualTo("1");
    }
  }

  @Test
  @DisplayName("TS-24 requests under way finish when the proxy drains")
  void letsRequestsUnderWayFinishWhenItDrains() throws Exception {
    CompletableFuture<Void> go = new CompletableFuture<>();
    try (Backend slow =
            Backend.answering(
                request -> {
                  go.join();
                  return Backend.ok("done");
                });
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", slow));
        Client busy = proxy.client();
        Client idle = proxy.client()) {
      busy.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      Awaitility.await().until(() -> !slow.requests.isEmpty());
      CompletableFuture<Void> drained =
          proxy.dataPlane.drain(Duration.ofSeconds(20)).toCompletableFuture();
      assertThat(idle.atEnd()).isTrue();
      assertThat(drained).isNotDone();
      go.complete(null);
      Wire.Message response = busy.read();
      assertThat(response.body()).isEqualTo("done");
      assertThat(response.header("connection")).isEqualTo("close");
      assertThat(busy.atEnd()).isTrue();
      drained.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  @DisplayName("TS-24 UA-06 a client is told by its next response that the proxy drains")
  void tellsIdleClientsByTheirNextResponseThatItDrains() throws Exception {
    try (Backend backend = Backend.saying("a");
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // Given
      assertThat(client.get("/").header("connection")).isEmpty();

      // When
      var drained = proxy.dataPlane.drain(Duration.ofSeconds(20)).toCompletableFuture();

      // Then the first answer that says so is the last
      Awaitility.await()
          .until(
              () -> client.get("/").header("connection"), connection -> connection.equals("close"));
      assertThat(client.atEnd()).isTrue();
      drained.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  @DisplayName("TS-24 UA-05 a client of a listener that is gone is told by its next response")
  void tellsClientsThatTheirListenerIsGone() throws Exception {
    try (Backend backend = Backend.saying("a");
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // Given
      assertThat(client.get("/").header("connection")).isEmpty();

      // When
      proxy.apply(ProxyModel.of("2", List.of(), List.of(Proxy.cluster("a", backend))));
      var last = client.get("/");

      // Then
      assertThat(last.body()).isEqualTo("a");
      assertThat(last.header("connection")).isEqualTo("close");
      assertThat(client.atEnd()).isTrue();
    }
  }

  @Test
  @DisplayName("TM-165 TCP passes with the end of each direction")
  void passesTcpThroughWithTheEndOfEachDirection() throws Exception {
    try (Backend echo =
            Backend.scripted(
                (self, in, out) -> {
                  out.write("server first\n".getBytes(StandardCharsets.ISO_8859_1));
                  byte[] all = in.readAllBytes();
                  out.write(("got " + all.length).getBytes(StandardCharsets.ISO_8859_1));
                });
        Proxy proxy = new Proxy()) {
      proxy.apply(Proxy.model("1", TcpProxy.to("t", "a"), Proxy.cluster("a", echo)));
      try (Client client = proxy.client()) {
        client.send("x".repeat(3_000_000));
        client.socket.shutdownOutput();
        assertThat(new String(client.in.readAllBytes(), StandardCharsets.ISO_8859_1))
            .isEqualTo("server first\ngot 3000000");
      }
      Awaitility.await().until(() -> proxy.cluster("a").connectionsActive() == 0);
      assertThat(proxy.cluster("a").bytesSent()).isEqualTo(3_000_000);
    }
  }

  @Test
  void readsFromTheUpstreamOnlyWhatTheClientTakes() throws Exception {
    java.util.concurrent.atomic.AtomicLong written = new java.util.concurrent.atomic.AtomicLong();
    int size = 64 << 20;
    try (Backend huge =
            Backend.scripted(
                (self, in, out) -> {
                  Wire.readHead(in);
                  out.write(
                      ("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n")
                          .getBytes(StandardCharsets.ISO_8859_1));
                  byte[] block = new byte[64 << 10];
                  for (int i = 0; i < size / block.length; i++) {
                    out.write(block);
                    written.addAndGet(block.length);
                  }
                });
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", huge));
        Client client = new Client(proxy.address("http"), 4096)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(200);
      // When nobody reads, the server stops writing
      Awaitility.await()
          .pollInterval(Duration.ofMillis(300))
          .atMost(Duration.ofSeconds(15))
          .until(new Stable(written)::reached);
      // Then what is in flight is bounded by socket buffers, far below the body
      assertThat(written.get()).isLessThan(size / 2);
      assertThat(
              proxy.cluster("a").bytesReceived()
                  - proxy.dataPlane.state().statistics().listeners().get("http").bytesSent())
          .isZero();
      client.in.skipNBytes(size);
      assertThat(written.get()).isEqualTo(size);
    }
  }

  private static final class Stable {
    private final java.util.concurrent.atomic.AtomicLong value;
    private long last = -1;

    Stable(java.util.concurrent.atomic.AtomicLong value) {
      this.value = value;
    }

    boolean reached() {
      long now = value.get();
      boolean same = now > 0 && now == last;
      last = now;
      return same;
    }
  }

  @Test
  void readsFromTheClientOnlyWhatTheUpstreamTakes() throws Exception {
    CompletableFuture<Void> go = new CompletableFuture<>();
    int size = 64 << 20;
    try (Backend lazy =
            Backend.scripted(
                (self, in, out) -> {
                  Wire.readHead(in);
                  go.join();
                  in.skipNBytes(size);
                  out.write(Backend.ok("all").getBytes(StandardCharsets.ISO_8859_1));
                });
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", lazy));
        Client client = proxy.client();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      java.util.concurrent.atomic.AtomicLong written = new java.util.concurrent.atomic.AtomicLong();
      Future<?> writer =
          threads.submit(
              (Callable<Void>)
                  () -> {
                    client.send(
                        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + size + "\r\n\r\n");
                    byte[] block = new byte[64 << 10];
                    for (int i = 0; i < size / block.length; i++) {
                      client.socket.getOutputStream().write(block);
                      written.addAndGet(block.length);
                    }
                    return null;
                  });
      Awaitility.await().pollInterval(Duration.ofMillis(300)).until(new Stable(written)::reached);
      assertThat(written.get()).isLessThan(size / 2);
      go.complete(null);
      assertThat(client.read().body()).isEqualTo("all");
      writer.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void closesAnEndpointsPoolWhenItIsGone() throws Exception {
    try (Backend a = Backend.saying("a");
        Backend b = Backend.saying("b");
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", a));
        Client client = proxy.client()) {
      assertThat(client.get("/").body()).isEqualTo("a");
      proxy.apply(Proxy.httpModel("2", TO_A, Proxy.cluster("a", b)));
      assertThat(client.get("/").body()).isEqualTo("b");
      Awaitility.await().until(() -> proxy.cluster("a").connectionsActive() == 1);
    }
  }

  @Test
  void resolvesHostNamesOfDnsClusters() throws Exception {
    try (Backend a = Backend.saying("a")) {
      Cluster dns =
          Cluster.of(
              "a",
              new dev.lateen.sidecar.model.Discovery.Dns(
                  List.of(dev.lateen.sidecar.model.Endpoint.of("localhost", a.port())),
                  Duration.ofSeconds(5)));
      try (Proxy proxy = Proxy.http(TO_A, dns);
          Client client = proxy.client()) {
        assertThat(client.get("/").body()).isEqualTo("a");
      }
    }
  }
}
