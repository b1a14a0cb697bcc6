package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.Http2Options;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.UpstreamHttp;
import io.netty.handler.codec.http2.Http2Error;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class Http2IT {
  private static final List<Route> TO_A = List.of(Route.of(RouteMatch.ANY, Forward.to("a")));

  static Cluster http2(H2Backend backend) {
    return Cluster.of("a", List.of(Endpoint.of("127.0.0.1", backend.port()))).withHttp2();
  }

  @Test
  @DisplayName("TM-163 a request keeps HTTP/2 end to end, many at a time on one connection")
  void keepsHttp2EndToEnd() throws Exception {
    // Given
    try (H2Backend backend = H2Backend.saying("hello");
        Proxy proxy = Proxy.http(TO_A, http2(backend));
        H2Peer client = H2Peer.client(proxy.address("http"))) {
      // When
      for (int i = 0; i < 50; i++) {
        client.request(2 * i + 1, false, "POST", "/" + i, "x-a: b", "cookie: a=1", "cookie: b=2");
      }
      for (int i = 0; i < 50; i++) {
        client.data(2 * i + 1, "body", true);
      }
      // Then
      for (int i = 0; i < 50; i++) {
        H2Peer.Frame head = client.await(H2Peer.HEADERS, 2 * i + 1);
        assertThat(head.field(":status")).isEqualTo("200");
        assertThat(head.field("x-backend")).isEqualTo("h2");
        assertThat(client.body(2 * i + 1)).isEqualTo("hello");
      }
      assertThat(backend.connections).hasValue(1);
      H2Peer.Frame request = backend.requests.getFirst();
      assertThat(request.field(":method")).isEqualTo("POST");
      assertThat(request.field(":authority")).isEqualTo("reviews");
      assertThat(request.field(":scheme")).isEqualTo("http");
      assertThat(request.field("cookie")).isEqualTo("a=1; b=2");
      assertThat(request.field("x-request-id")).isNotEmpty();
      assertThat(request.fields().contains("transfer-encoding")).isFalse();
      assertThat(request.fields().contains("host")).isFalse();
    }
  }

  @Test
  @DisplayName("TM-163 HTTP/2 is translated to HTTP/1.1 and back")
  void translatesToHttp1() throws Exception {
    try (Backend backend =
            Backend.answering(
                request ->
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: x-hop\r\n"
                        + "X-Hop: 1\r\nX-End: 2\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 5\r\n\r\n");
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        H2Peer client = H2Peer.client(proxy.address("http"))) {
      // When
      client.request(1, false, "PUT", "/p?q=1", "te: trailers").data(1, "12345", true);
      // Then
      H2Peer.Frame head = client.await(H2Peer.HEADERS, 1);
      assertThat(head.field("x-end")).isEqualTo("2");
      assertThat(head.fields().names()).doesNotContain("connection", "x-hop", "transfer-encoding");
      assertThat(client.await(H2Peer.DATA, 1).text()).isEqualTo("abc");
      H2Peer.Frame trailers = client.await(H2Peer.HEADERS, 1);
      assertThat(trailers.ends()).isTrue();
      assertThat(trailers.field("x-sum")).isEqualTo("5");
      Wire.Message request = backend.requests.getFirst();
      assertThat(request.start()).isEqualTo("PUT /p?q=1 HTTP/1.1");
      assertThat(request.header("host")).isEqualTo("reviews");
      assertThat(request.header("transfer-encoding")).isEqualTo("chunked");
      assertThat(request.body()).isEqualTo("12345");
    }
  }

  @Test
  @DisplayName("TM-163 HTTP/1.1 is translated to HTTP/2 and back")
  void translatesFromHttp1() throws Exception {
    try (H2Backend backend = H2Backend.saying("hello");
        Proxy proxy = Proxy.http(TO_A, http2(backend));
        Client client = proxy.client()) {
      // When
      client.send(
          "POST /x HTTP/1.1\r\nHost: a.b\r\nConnection: X-Hop\r\nX-Hop: 1\r\nX-Mixed: Case\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
      // Then
      Wire.Message response = client.read();
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("hello");
      assertThat(response.header("transfer-encoding")).isEqualTo("chunked");
      H2Peer.Frame request = backend.requests.getFirst();
      assertThat(request.field(":authority")).isEqualTo("a.b");
      assertThat(request.field(":path")).isEqualTo("/x");
      assertThat(request.field("x-mixed")).isEqualTo("Case");
      assertThat(request.fields().names())
          .doesNotContain("connection", "x-hop", "transfer-encoding", "host");
    }
  }

  @Test
  @DisplayName("S-25 TM-163 bodies stream both ways at once, with trailers")
  void streamsBothWaysAtOnce() throws Exception {
    try (H2Backend backend =
            new H2Backend(
                (self, peer) -> {
                  H2Peer.Frame request = peer.await(H2Peer.HEADERS, 1);
                  peer.headers(request.stream(), false, ":status: 200");
                  for (int i = 0; i < 3; i++) {
                    String text = peer.await(H2Peer.DATA, 1).text();
                    peer.data(1, "re-" + text, false);
                  }
                  H2Peer.Frame trailers = peer.await(H2Peer.HEADERS, 1);
                  peer.headers(1, true, "grpc-status: 0", "x-got: " + trailers.field("x-sent"));
                  peer.atEnd();
                });
        Proxy proxy = Proxy.http(TO_A, http2(backend));
        H2Peer client = H2Peer.client(proxy.address("http"))) {
      client.request(1, false, "POST", "/chat");
      assertThat(client.await(H2Peer.HEADERS, 1).field(":status")).isEqualTo("200");
      for (int i = 0; i < 3; i++) {
        // When
        client.data(1, "m" + i, false);
        // Then
        assertThat(client.await(H2Peer.DATA, 1).text()).isEqualTo("re-m" + i);
      }
      client.headers(1, true, "x-sent: s");
      H2Peer.Frame trailers = client.await(H2Peer.HEADERS, 1);
      assertThat(trailers.ends()).isTrue();
      assertThat(trailers.field("grpc-status")).isEqualTo("0");
      assertThat(trailers.field("x-got")).isEqualTo("s");
    }
  }

  @Test
  void passesHeadContinueAndInterimResponses() throws Exception {
    try (H2Backend backend =
            new H2Backend(
                (self, peer) -> {
                  peer.await(H2Peer.HEADERS, 1);
                  peer.headers(1, false, ":status: 103", "link: a");
                  peer.headers(1, true, ":status: 200", "content-length: 1000");
                  peer.await(H2Peer.HEADERS, 3);
                  peer.headers(3, false, ":status: 100");
                  peer.await(H2Peer.DATA, 3);
                  peer.headers(3, true, ":status: 204");
                  peer.atEnd();
                });
        Proxy proxy = Proxy.http(TO_A, http2(backend));
        H2Peer client = H2Peer.client(proxy.address("http"))) {
      client.request(1, true, "HEAD", "/");
      assertThat(client.await(H2Peer.HEADERS, 1).field(":status")).isEqualTo("103");
      H2Peer.Frame head = client.await(H2Peer.HEADERS, 1);
      assertThat(head.field("content-length")).isEqualTo("1000");
      assertThat(head.ends()).isTrue();
      client.request(3, false, "PUT", "/", "expect: 100-continue");
      assertThat(client.await(H2Peer.HEADERS, 3).field(":status")).isEqualTo("100");
      client.data(3, "x", true);
      H2Peer.Frame last = client.await(H2Peer.HEADERS, 3);
      assertThat(last.field(":status")).isEqualTo("204");
      assertThat(last.ends()).isTrue();
    }
  }

  @Test
  void aSlowReaderStopsTheSenderAndNobodyElse() throws Exception {
    String large = "x".repeat(16_000);
    try (H2Backend backend =
            new H2Backend(
                (self, peer) -> {
                  peer.await(H2Peer.HEADERS, 1);
                  peer.headers(1, false, ":status: 200");
                  int window = 0;
                  while (window < 4 << 20 && peer.socket.isConnected()) {
                    peer.data(1, large, false);
                    window += large.length();
                    self.requests.add(new H2Peer.Frame(0, 0, 1, new byte[0], null));
                    if (window + large.length() > 256 << 10) {
                      break;
                    }
                  }
                  peer.await(H2Peer.HEADERS, 3);
                  peer.headers(3, false, ":status: 200");
                  peer.data(3, "quick", true);
                  peer.data(1, "end", true);
                  peer.atEnd();
                });
        Proxy proxy = Proxy.http(TO_A, http2(backend));
        H2Peer client = H2Peer.client(proxy.address("http"))) {
      // Given a stream whose window is used up
      client.request(1, true, "GET", "/slow");
      client.number(H2Peer.WINDOW_UPDATE, 0, 10 << 20);
      int received = 0;
      while (received < 65_535) {
        received += client.await(H2Peer.DATA, 1).payload().length;
      }
      assertThat(received).isEqualTo(65_535);
      // When
      client.request(3, true, "GET", "/quick");
      // Then
      assertThat(client.body(3)).isEqualTo("quick");
      client.number(H2Peer.WINDOW_UPDATE, 1, 1 << 20);
      assertThat(client.body(1)).endsWith("end");
    }
  }

  @Test
  void anEndpointGetsNoMoreStreamsOnAConnectionThanItsClusterSays() throws Exception {
    // Given
    try (H2Backend backend = new H2Backend((self, peer) -> peer.atEnd());
        Proxy proxy =
            Proxy.http(
                TO_A,
                http2(backend)
                    .withHttp(new UpstreamHttp.Http2(new Http2Options(2, 70_000, 70_000))));
        H2Peer client = H2Peer.client(proxy.address("http"))) {
      // When
      for (int stream = 1; stream <= 5; stream += 2) {
        client.request(stream, true, "GET", "/");
      }
      // Then
      org.awaitility.Awaitility.await().until(() -> backend.connections.get() == 2);
      org.awaitility.Awaitility.await().until(() -> proxy.cluster("a").requestsActive() == 3);
    }
  }

  @Test
  void aResetReachesTheOtherSide() throws Exception {
    try (H2Backend backend =
            new H2Backend(
                (self, peer) -> {
                  peer.await(H2Peer.HEADERS, 1);
                  self.requests.add(peer.await(H2Peer.RST_STREAM, 1));
                  peer.await(H2Peer.HEADERS, 3);
                  peer.headers(3, false, ":status: 200").data(3, "part", false);
                  peer.number(H2Peer.RST_STREAM, 3, 2);
                  peer.atEnd();
                });
        Proxy proxy = Proxy.http(TO_A, http2(backend));
        H2Peer client = H2Peer.client(proxy.address("http"))) {
      // When the client gives up
      client.request(1, false, "POST", "/");
      org.awaitility.Awaitility.await().until(() -> backend.connections.get() == 1);
      client.number(H2Peer.RST_STREAM, 1, 8);
      // Then
      org.awaitility.Awaitility.await().until(() -> !backend.requests.isEmpty());
      assertThat(backend.requests.getFirst().error()).isEqualTo(8);
      // When the endpoint gives up
      client.request(3, true, "GET", "/");
      // Then
      assertThat(client.await(H2Peer.RST_STREAM, 3).error()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("TM-163 a client that breaks the rules while it sends can read why")
  void breaksOffWithoutReset() throws Exception {
    // Given
    try (H2Backend backend = H2Backend.saying("hello");
        Proxy proxy = Proxy.http(TO_A, http2(backend));
        H2Peer client = H2Peer.client(proxy.address("http"))) {
      // When
      client.frame(H2Peer.DATA, 0, 1, new byte[1 << 20]);
      // Then
      H2Peer.Frame last = client.await(H2Peer.GOAWAY, 0);
      assertThat(last.error()).isEqualTo((int) Http2Error.FRAME_SIZE_ERROR.code());
      assertThat(client.socket.getInputStream().read()).isEqualTo(-1);
    }
  }
}
