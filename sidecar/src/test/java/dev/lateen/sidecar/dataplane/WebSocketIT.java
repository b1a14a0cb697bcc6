package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The bytes after the switch need not be frames of WebSocket: the proxy does not look at them. */
class WebSocketIT {
  private static final List<Route> TO_A = List.of(Route.of(RouteMatch.ANY, Forward.to("a")));
  private static final int ENABLE_CONNECT_PROTOCOL = 8;

  /** The key and its answer in RFC 6455 1.3. */
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

  private static final String UPGRADE =
      "GET /chat HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
          + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
          + KEY
          + "\r\n\r\n";

  /** Switches and echoes until the end, then says goodbye. */
  private static Backend http1Echo() throws IOException {
    return Backend.scripted(
        (backend, in, out) -> {
          Wire.Message head = Wire.readHead(in);
          backend.requests.add(head);
          write(
              out,
              "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                  + "Sec-WebSocket-Accept: for-"
                  + head.header("sec-websocket-key")
                  + "\r\n\r\nwelcome;");
          echo(in, out);
        });
  }

  private static void echo(InputStream in, OutputStream out) throws IOException {
    for (int b = in.read(); b >= 0; b = in.read()) {
      out.write(b);
    }
    write(out, "bye");
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static H2Backend http2Echo() throws IOException {
    return new H2Backend(
        (backend, peer) -> {
          H2Peer.Frame head = peer.await(H2Peer.HEADERS, 1);
          backend.requests.add(head);
          peer.headers(1, false, ":status: 200").data(1, "welcome;", false);
          for (H2Peer.Frame data = peer.await(H2Peer.DATA, 1);
              data != null;
              data = data.ends() ? null : peer.await(H2Peer.DATA, 1)) {
            peer.data(1, data.text(), false);
            if (data.ends()) {
              peer.data(1, "bye", true);
            }
          }
          peer.atEnd();
        },
        ENABLE_CONNECT_PROTOCOL,
        1);
  }

  private static void talkHttp1(Client client) throws IOException {
    assertThat(new String(client.in.readNBytes(8), StandardCharsets.ISO_8859_1))
        .isEqualTo("welcome;");
    client.send("ping");
    assertThat(new String(client.in.readNBytes(4), StandardCharsets.ISO_8859_1)).isEqualTo("ping");
    client.send("last");
    client.socket.shutdownOutput();
    assertThat(new String(client.in.readAllBytes(), StandardCharsets.ISO_8859_1))
        .isEqualTo("lastbye");
  }

  private static H2Peer connectHttp2(Proxy proxy) throws IOException {
    return H2Peer.client(proxy.address("http"))
        .headers(
            1,
            false,
            ":method: CONNECT",
            ":protocol: websocket",
            ":scheme: http",
            ":path: /chat",
            ":authority: a",
            "sec-websocket-version: 13");
  }

  private static void talkHttp2(H2Peer client) throws IOException {
    H2Peer.Frame head = client.await(H2Peer.HEADERS, 1);
    assertThat(head.field(":status")).isEqualTo("200");
    assertThat(head.fields().names())
        .doesNotContain("upgrade", "connection", "sec-websocket-accept");
    assertThat(text(client, 8)).isEqualTo("welcome;");
    client.data(1, "ping", false);
    assertThat(text(client, 4)).isEqualTo("ping");
    client.data(1, "last", true);
    assertThat(client.body(1)).isEqualTo("lastbye");
  }

  private static String text(H2Peer client, int length) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(client.await(H2Peer.DATA, 1).text());
    }
    return text.toString();
  }

  @Test
  @DisplayName("TM-164 UA-19 WebSocket passes from HTTP/1.1 to HTTP/1.1")
  void http1ToHttp1() throws Exception {
    try (Backend backend = http1Echo();
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // When
      Wire.Message head = client.send(UPGRADE).readHead();
      // Then
      assertThat(head.status()).isEqualTo(101);
      assertThat(head.header("sec-websocket-accept")).isEqualTo("for-" + KEY);
      talkHttp1(client);
    }
  }

  @Test
  @DisplayName("TM-164 UA-19 WebSocket passes from HTTP/1.1 to HTTP/2 by extended CONNECT")
  void http1ToHttp2() throws Exception {
    try (H2Backend backend = http2Echo();
        Proxy proxy = Proxy.http(TO_A, Http2IT.http2(backend));
        Client client = proxy.client()) {
      // When
      Wire.Message head = client.send(UPGRADE).readHead();
      // Then
      assertThat(head.status()).isEqualTo(101);
      assertThat(head.header("upgrade")).isEqualTo("websocket");
      assertThat(head.header("sec-websocket-accept")).isEqualTo(ACCEPT);
      talkHttp1(client);
      assertNothingIsUnderWay(proxy);
      H2Peer.Frame request = backend.requests.getFirst();
      assertThat(request.field(":method")).isEqualTo("CONNECT");
      assertThat(request.field(":protocol")).isEqualTo("websocket");
      assertThat(request.field(":path")).isEqualTo("/chat");
      assertThat(request.fields().names())
          .doesNotContain("upgrade", "connection", "sec-websocket-key");
    }
  }

  @Test
  @DisplayName("TM-164 UA-19 WebSocket passes from HTTP/2 to HTTP/1.1")
  void http2ToHttp1() throws Exception {
    try (Backend backend = http1Echo();
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        H2Peer client = connectHttp2(proxy)) {
      // Then
      talkHttp2(client);
      Wire.Message request = backend.requests.getFirst();
      assertThat(request.start()).isEqualTo("GET /chat HTTP/1.1");
      assertThat(request.header("upgrade")).isEqualTo("websocket");
      assertThat(request.header("sec-websocket-key")).hasSize(24);
      assertThat(request.header("transfer-encoding")).isEmpty();
    }
  }

  @Test
  @DisplayName("TM-164 UA-19 WebSocket passes from HTTP/2 to HTTP/2")
  void http2ToHttp2() throws Exception {
    try (H2Backend backend = http2Echo();
        Proxy proxy = Proxy.http(TO_A, Http2IT.http2(backend));
        H2Peer client = connectHttp2(proxy)) {
      talkHttp2(client);
      assertNothingIsUnderWay(proxy);
    }
  }

  /** An end of both directions ends the request, and what it counts for in limits. */
  private static void assertNothingIsUnderWay(Proxy proxy) {
    Awaitility.await().until(() -> proxy.cluster("a").requestsActive() == 0);
    Awaitility.await().until(() -> proxy.listener("http").requestsActive() == 0);
  }

  @Test
  void aRefusedSwitchIsAnAnswerLikeAnyOther() throws Exception {
    try (Backend backend =
            Backend.answering(request -> "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Client client = proxy.client();
        H2Peer other = connectHttp2(proxy)) {
      assertThat(client.send(UPGRADE).read().body()).isEqualTo("no");
      assertThat(client.get("/").status()).isEqualTo(403);
      assertThat(other.await(H2Peer.HEADERS, 1).field(":status")).isEqualTo("403");
    }
  }

  @Test
  void anEndpointThatKnowsNoExtendedConnectIsNotAsked() throws Exception {
    try (H2Backend backend = H2Backend.saying("x");
        Proxy proxy = Proxy.http(TO_A, Http2IT.http2(backend));
        Client client = proxy.client()) {
      assertThat(client.send(UPGRADE).read().status()).isEqualTo(502);
      assertThat(backend.requests).isEmpty();
    }
  }
}
