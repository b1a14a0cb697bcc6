package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HttpForwardingIT {
  private static final List<Route> TO_A = List.of(Route.of(RouteMatch.ANY, Forward.to("a")));

  @Test
  void keepsBothConnectionsAlive() throws Exception {
    // Given
    try (Backend backend = Backend.saying("hello");
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // When
      for (int i = 0; i < 20; i++) {
        Wire.Message response = client.get("/reviews/" + i + "?q=1");
        // Then
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("hello");
        assertThat(response.header("x-envoy-upstream-service-time")).matches("\\d+");
        assertThat(response.header("server")).isEqualTo("lateen");
      }
      assertThat(backend.connections).hasValue(1);
      Wire.Message last = backend.requests.getLast();
      assertThat(last.start()).isEqualTo("GET /reviews/19?q=1 HTTP/1.1");
      assertThat(last.header("host")).isEqualTo("reviews");
      assertThat(last.header("x-request-id"))
          .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
      assertThat(last.header("x-envoy-expected-rq-timeout-ms")).isEqualTo("15000");
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws Exception {
    try (Backend backend = Backend.answering(request -> Backend.ok(request.start()));
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // When
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        requests
            .append("POST /")
            .append(i)
            .append(" HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
      }
      client.send(requests.toString());
      // Then
      for (int i = 0; i < 50; i++) {
        assertThat(client.read().body()).isEqualTo("POST /" + i + " HTTP/1.1");
      }
    }
  }

  @Test
  void passesChunkedBodiesBothWays() throws Exception {
    try (Backend backend =
            Backend.answering(
                request ->
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n5\r\n"
                        + request.body()
                        + "\r\n0\r\n\r\n");
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // When
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n3\r\nfgh\r\n0\r\n\r\n");
      // Then
      assertThat(client.read().body()).isEqualTo("abcdefgh");
      assertThat(backend.requests.getFirst().header("transfer-encoding")).isEqualTo("chunked");
    }
  }

  @Test
  void passesContinueThrough() throws Exception {
    try (Backend backend =
            Backend.scripted(
                (self, in, out) -> {
                  Wire.Message head = Wire.readHead(in);
                  out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                  out.write(
                      Backend.ok(
                              new String(in.readNBytes(5), StandardCharsets.ISO_8859_1)
                                  + head.header("expect"))
                          .getBytes(StandardCharsets.ISO_8859_1));
                });
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // When
      client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(100);
      client.send("12345");
      // Then
      assertThat(client.read().body()).isEqualTo("12345100-continue");
    }
  }

  @Test
  void answersHeadWithoutBodyAndGoesOn() throws Exception {
    try (Backend backend =
            Backend.answering(
                request ->
                    request.start().startsWith("HEAD")
                        ? "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
                        : Backend.ok("x"));
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // When
      Wire.Message head = client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").readHead();
      // Then
      assertThat(head.header("content-length")).isEqualTo("1000");
      assertThat(client.get("/").body()).isEqualTo("x");
      assertThat(backend.connections).hasValue(1);
    }
  }

  @Test
  void passesNoContentAndNotModified() throws Exception {
    try (Backend backend =
            Backend.answering(
                request ->
                    request.start().contains("204")
                        ? "HTTP/1.1 204 No Content\r\n\r\n"
                        : "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n");
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      assertThat(client.get("/204").status()).isEqualTo(204);
      assertThat(client.get("/304").header("etag")).isEqualTo("\"1\"");
      assertThat(client.get("/204").status()).isEqualTo(204);
    }
  }

  @Test
  void servesOldClientsAndThenCloses() throws Exception {
    try (Backend backend =
            Backend.answering(
                request ->
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // When
      Wire.Message response = client.send("GET / HTTP/1.0\r\n\r\n").read();
      // Then
      assertThat(response.header("transfer-encoding")).isEmpty();
      assertThat(response.body()).isEqualTo("abc");
      assertThat(client.atEnd()).isTrue();
      assertThat(backend.requests.getFirst().start()).endsWith("HTTP/1.1");
    }
  }

  @Test
  void readsResponsesThatEndWithTheConnection() throws Exception {
    try (Backend backend =
            Backend.scripted(
                (self, in, out) -> {
                  Wire.readHead(in);
                  out.write(
                      "HTTP/1.1 200 OK\r\n\r\nuntil the end".getBytes(StandardCharsets.ISO_8859_1));
                });
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      assertThat(client.get("/").body()).isEqualTo("until the end");
      assertThat(client.get("/").body()).isEqualTo("until the end");
    }
  }

  @Test
  void removesFieldsOfTheConnection() throws Exception {
    try (Backend backend =
            Backend.answering(
                request ->
                    "HTTP/1.1 200 OK\r\nConnection: x-secret\r\nX-Secret: 1\r\nKeep-Alive: timeout=5\r\nContent-Length: 0\r\n\r\n");
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // When
      Wire.Message response =
          client.get(
              "/",
              "Connection: X-Hop, content-length",
              "X-Hop: 1",
              "TE: gzip",
              "Proxy-Connection: keep-alive",
              "X-End: 1");
      // Then
      Wire.Message request = backend.requests.getFirst();
      assertThat(
              request.header("x-hop")
                  + request.header("te")
                  + request.header("proxy-connection")
                  + request.header("connection"))
          .isEmpty();
      assertThat(request.header("x-end")).isEqualTo("1");
      assertThat(
              response.header("x-secret")
                  + response.header("keep-alive")
                  + response.header("connection"))
          .isEmpty();
    }
  }

  @Test
  void forwardsAbsoluteFormInOriginFormByItsAuthority() throws Exception {
    try (Backend backend = Backend.saying("x");
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // When
      client.send("GET http://ratings:9080/ratings/1?x=y HTTP/1.1\r\nHost: other\r\n\r\n").read();
      // Then
      assertThat(backend.requests.getFirst().start()).isEqualTo("GET /ratings/1?x=y HTTP/1.1");
      assertThat(backend.requests.getFirst().header("host")).isEqualTo("ratings:9080");
    }
  }

  @Test
  void cancelsUpstreamWhenTheClientLeaves() throws Exception {
    java.util.concurrent.CompletableFuture<Boolean> gone =
        new java.util.concurrent.CompletableFuture<>();
    try (Backend backend =
            Backend.scripted(
                (self, in, out) -> {
                  self.requests.add(Wire.readHead(in));
                  gone.complete(in.read() < 0);
                });
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend))) {
      Client client = proxy.client();
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      org.awaitility.Awaitility.await().until(() -> !backend.requests.isEmpty());
      // When
      client.close();
      // Then
      assertThat(gone.get(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void breaksOffWhenTheUpstreamBreaksOff() throws Exception {
    try (Backend backend =
            Backend.scripted(
                (self, in, out) -> {
                  Wire.readHead(in);
                  out.write(
                      "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"
                          .getBytes(StandardCharsets.ISO_8859_1));
                });
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(200);
      assertThat(new String(client.in.readAllBytes(), StandardCharsets.ISO_8859_1))
          .isEqualTo("half");
    }
  }

  @Test
  void triesAStaleConnectionOnceMore() throws Exception {
    // Given a server that closes each connection at its second request
    try (Backend backend =
            Backend.scripted(
                (self, in, out) -> {
                  self.requests.add(Wire.readHead(in));
                  out.write(Backend.ok("x").getBytes(StandardCharsets.ISO_8859_1));
                  Wire.readHead(in);
                });
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // When, then
      for (int i = 0; i < 5; i++) {
        assertThat(client.get("/").status()).isEqualTo(200);
      }
      assertThat(backend.connections).hasValue(5);
    }
  }

  @Test
  void answersEarlyResponsesAndThenTheRestOfTheBodyIsDropped() throws Exception {
    try (Backend backend =
            Backend.scripted(
                (self, in, out) -> {
                  Wire.readHead(in);
                  out.write(
                      "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n"
                          .getBytes(StandardCharsets.ISO_8859_1));
                  in.transferTo(java.io.OutputStream.nullOutputStream());
                });
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(413);
      client.send("0123456789");
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(413);
    }
  }

  @Test
  @DisplayName("TM-164 a connection that switched protocols is a pipe")
  void becomesAPipeAfterSwitchingProtocols() throws Exception {
    try (Backend backend =
            Backend.scripted(
                (self, in, out) -> {
                  self.requests.add(Wire.readHead(in));
                  out.write(
                      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhi"
                          .getBytes(StandardCharsets.ISO_8859_1));
                  in.transferTo(out);
                });
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // When
      client.send(
          "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
      Wire.Message head = client.readHead();
      client.send("\u0001\u0002ping");
      client.socket.shutdownOutput();
      // Then
      assertThat(head.status()).isEqualTo(101);
      assertThat(head.header("upgrade")).isEqualTo("websocket");
      assertThat(new String(client.in.readAllBytes(), StandardCharsets.ISO_8859_1))
          .isEqualTo("hi\u0001\u0002ping");
      assertThat(backend.requests.getFirst().header("upgrade")).isEqualTo("websocket");
    }
  }

  @Test
  @DisplayName("TM-068 without a live instance the answer is 503")
  void answersUnavailableWhenNothingListens() throws Exception {
    int port;
    try (Backend closed = Backend.saying("x")) {
      port = closed.port();
    }
    try (Proxy proxy =
            Proxy.http(
                TO_A,
                dev.lateen.sidecar.model.Cluster.of(
                    "a", List.of(dev.lateen.sidecar.model.Endpoint.of("127.0.0.1", port))));
        Client client =
            new Client(new InetSocketAddress("127.0.0.1", proxy.address("http").getPort()))) {
      Wire.Message response = client.get("/");
      assertThat(response.status()).isEqualTo(503);
      assertThat(response.header("server")).isEqualTo("lateen");
      assertThat(client.get("/").status()).isEqualTo(503);
    }
  }
}
