package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The switch from HTTP/1.1 to HTTP/2 in the clear (RFC 7540 3.2). */
class H2cUpgradeIT {
  private static final List<Route> TO_A = List.of(Route.of(RouteMatch.ANY, Forward.to("a")));
  private static final String ASKING =
      "Host: reviews\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n";

  private static Socket ask(Proxy proxy, String request) throws IOException {
    Socket socket = new Socket();
    socket.connect(proxy.address("http"), 5_000);
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Reads nothing beyond the head. */
  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("closed after " + head);
      }
      head.append((char) octet);
    }
    return head.toString();
  }

  private static String settings(int id, int value) {
    byte[] pair = {0, (byte) id, (byte) (value >> 24), (byte) (value >> 16), 0, (byte) value};
    return Base64.getUrlEncoder().withoutPadding().encodeToString(pair);
  }

  @Test
  @DisplayName("TM-163 a client may switch from HTTP/1.1 to HTTP/2 in the clear")
  void theRequestThatAsksIsTheFirstStream() throws Exception {
    // Given
    try (Backend backend = Backend.saying("hello");
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Socket socket =
            ask(
                proxy,
                "GET /first HTTP/1.1\r\n"
                    + ASKING
                    + "HTTP2-Settings: "
                    + settings(4, 1)
                    + "\r\n\r\n")) {
      // When
      assertThat(readHead(socket.getInputStream()))
          .startsWith("HTTP/1.1 101 ")
          .containsIgnoringCase("\r\nupgrade: h2c\r\n");
      try (H2Peer client = new H2Peer(socket)) {
        socket.getOutputStream().write(H2Peer.PREFACE.getBytes(StandardCharsets.US_ASCII));
        client.settings();

        // Then the window it asked for is kept, until it says otherwise
        assertThat(client.await(H2Peer.HEADERS, 1).field(":status")).isEqualTo("200");
        assertThat(client.await(H2Peer.DATA, 1).text()).isEqualTo("h");
        client.number(H2Peer.WINDOW_UPDATE, 1, 100);
        assertThat(client.body(1)).isEqualTo("ello");
        client.request(3, true, "GET", "/second");
        client.number(H2Peer.WINDOW_UPDATE, 3, 100);
        assertThat(client.body(3)).isEqualTo("hello");
      }
      assertThat(backend.requests).hasSize(2);
      assertThat(backend.requests.getFirst().start()).isEqualTo("GET /first HTTP/1.1");
      assertThat(backend.requests.getFirst().header("upgrade")).isEmpty();
      assertThat(backend.requests.getFirst().header("http2-settings")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP2-Settings: AAMAAABk\r\nContent-Length: 1\r\n\r\nx",
        "HTTP2-Settings: AAMAAABk\r\nHTTP2-Settings: AAMAAABk\r\n\r\n",
        "HTTP2-Settings: *\r\n\r\n",
        "HTTP2-Settings: AAMA\r\n\r\n",
        "\r\n"
      })
  void whoAsksInAnotherWayIsAnsweredInHttp1(String rest) throws Exception {
    try (Backend backend = Backend.saying("hello");
        Proxy proxy = Proxy.http(TO_A, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      client.send("POST / HTTP/1.1\r\n" + ASKING + rest);
      Wire.Message response = client.read();
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("hello");
      assertThat(backend.requests.getFirst().header("upgrade")).isEmpty();
    }
  }

  @Test
  void settingsOutOfRangeEndTheConnection() throws Exception {
    try (Proxy proxy = Proxy.http(TO_A);
        Socket socket =
            ask(
                proxy,
                "GET / HTTP/1.1\r\n" + ASKING + "HTTP2-Settings: " + settings(5, 1) + "\r\n\r\n")) {
      assertThat(readHead(socket.getInputStream())).startsWith("HTTP/1.1 101 ");
      try (H2Peer client = new H2Peer(socket)) {
        assertThat(client.await(H2Peer.GOAWAY, 0).error()).isEqualTo(1);
        assertThat(client.atEnd()).isTrue();
      }
    }
  }
}
