package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.DirectResponse;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.Http2Options;
import dev.lateen.sidecar.model.HttpCodec;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.HttpLimits;
import dev.lateen.sidecar.model.PathMatch;
import dev.lateen.sidecar.model.ProxyHeaders;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.VirtualHost;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tunnels by CONNECT, as programs ask for that are told of an HTTPS proxy. */
class ConnectIT {
  private static final RouteMatch CONNECT =
      new RouteMatch(new PathMatch.Connect(), List.of(), List.of());
  private static final String TO_REVIEWS =
      "CONNECT reviews:9080 HTTP/1.1\r\nHost: reviews:9080\r\n\r\n";

  /** Says hello, echoes until the end, then says goodbye. */
  private static Backend echo() throws IOException {
    return Backend.scripted(
        (backend, in, out) -> {
          out.write("hello;".getBytes(StandardCharsets.US_ASCII));
          for (int b = in.read(); b >= 0; b = in.read()) {
            out.write(b);
          }
          out.write("bye".getBytes(StandardCharsets.US_ASCII));
        });
  }

  private static Proxy proxy(boolean tunnels, Cluster... clusters) throws Exception {
    RouteTable table =
        new RouteTable(
            "http_proxy",
            List.of(
                new VirtualHost(
                    "reviews",
                    List.of("reviews:9080"),
                    List.of(
                        Route.of(CONNECT, Forward.to("a")),
                        Route.of(RouteMatch.ANY, new DirectResponse(204, "")))),
                new VirtualHost(
                    "refused",
                    List.of("refused:1"),
                    List.of(Route.of(CONNECT, new DirectResponse(502, "not known")))),
                new VirtualHost(
                    "http only",
                    List.of("web:80"),
                    List.of(Route.of(RouteMatch.ANY, Forward.to("a"))))));
    Proxy proxy = new Proxy();
    proxy.apply(
        Proxy.model(
            "1",
            new HttpConnectionManager(
                "http",
                table,
                HttpLimits.DEFAULT,
                tunnels ? Set.of("connect") : Set.of(),
                ProxyHeaders.DEFAULT,
                HttpCodec.AUTO,
                Http2Options.DEFAULT,
                List.of()),
            clusters));
    return proxy;
  }

  private static String text(Client client, int length) throws IOException {
    return new String(client.in.readNBytes(length), StandardCharsets.US_ASCII);
  }

  @Test
  @DisplayName("TM-167 an explicit proxy makes tunnels to hosts that the mesh knows")
  void tunnelsBytesBothWays() throws Exception {
    // Given
    try (Backend backend = echo();
        Proxy proxy = proxy(true, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // When
      Wire.Message answer = client.send(TO_REVIEWS).readHead();

      // Then
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("transfer-encoding")).isEmpty();
      assertThat(answer.header("content-length")).isEmpty();
      assertThat(text(client, 6)).isEqualTo("hello;");
      client.send("\u0016\u0003\u0001 any bytes");
      assertThat(text(client, 13)).isEqualTo("\u0016\u0003\u0001 any bytes");
      client.socket.shutdownOutput();
      assertThat(text(client, 100)).isEqualTo("bye");
      Awaitility.await().until(() -> proxy.listener("http").requestsActive() == 0);
      assertThat(proxy.cluster("a").connectionsActive()).isZero();
    }
  }

  @Test
  @DisplayName("TM-167 tunnels are made over HTTP/2, one per stream")
  void tunnelsOnStreams() throws Exception {
    // Given
    try (Backend backend = echo();
        Proxy proxy = proxy(true, Proxy.cluster("a", backend));
        H2Peer client = H2Peer.client(proxy.address("http"))) {
      // When two tunnels, one with bytes that do not wait for the answer
      client.headers(1, false, ":method: CONNECT", ":authority: reviews:9080").data(1, "x", false);
      client.headers(3, false, ":method: CONNECT", ":authority: reviews:9080");

      // Then
      assertThat(client.await(H2Peer.HEADERS, 1).field(":status")).isEqualTo("200");
      assertThat(client.await(H2Peer.HEADERS, 3).field(":status")).isEqualTo("200");
      client.data(1, "", true).data(3, "yz", true);
      assertThat(client.body(1)).isEqualTo("hello;xbye");
      assertThat(client.body(3)).isEqualTo("hello;yzbye");
      assertThat(backend.connections).hasValue(2);
    }
  }

  @Test
  void aTunnelEndsWithItsClientOrItsEndpoint() throws Exception {
    try (Backend backend = Backend.scripted((self, in, out) -> in.read());
        Proxy proxy = proxy(true, Proxy.cluster("a", backend));
        H2Peer client = H2Peer.client(proxy.address("http"))) {
      // When the endpoint ends both directions
      client.headers(1, false, ":method: CONNECT", ":authority: reviews:9080").data(1, "x", false);
      // Then
      assertThat(client.body(1)).isEmpty();
      client.data(1, "", true);
      Awaitility.await().until(() -> proxy.listener("http").requestsActive() == 0);
      // When the client gives up
      client.headers(3, false, ":method: CONNECT", ":authority: reviews:9080");
      client.await(H2Peer.HEADERS, 3);
      client.number(H2Peer.RST_STREAM, 3, 8);
      // Then
      Awaitility.await().until(() -> proxy.cluster("a").connectionsActive() == 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"refused:1,502", "unknown:1,404", "web:80,404", "reviews,400"})
  @DisplayName("TM-167 UA-04 who asks for a tunnel to an unknown host is told")
  void otherHostsAreRefused(String authority, int status) throws Exception {
    try (Backend backend = echo();
        Proxy proxy = proxy(true, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      client.send("CONNECT " + authority + " HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(status);
      assertThat(backend.connections).hasValue(0);
    }
  }

  @Test
  void whereTunnelsAreNotAllowedTheyAreNotImplemented() throws Exception {
    try (Backend backend = echo();
        Proxy proxy = proxy(false, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      assertThat(client.send(TO_REVIEWS).read().status()).isEqualTo(501);
      assertThat(backend.connections).hasValue(0);
    }
  }

  @Test
  @DisplayName("TM-167 UA-06 a tunnel is made to another endpoint when the first is not there")
  void anotherEndpointIsAsked() throws Exception {
    int nobody;
    try (ServerSocket closed = new ServerSocket(0)) {
      nobody = closed.getLocalPort();
    }
    try (Backend backend = echo();
        Proxy proxy =
            proxy(
                true,
                Cluster.of(
                    "a",
                    List.of(
                        Endpoint.of("127.0.0.1", nobody),
                        Endpoint.of("127.0.0.1", backend.port()))))) {
      for (int i = 0; i < 4; i++) {
        try (Client client = proxy.client()) {
          assertThat(client.send(TO_REVIEWS).readHead().status()).isEqualTo(200);
        }
      }
    }
  }

  @Test
  void ifNoEndpointIsThereTheClientIsTold() throws Exception {
    try (Proxy proxy = proxy(true, Cluster.of("a", List.of()));
        Client client = proxy.client()) {
      assertThat(client.send(TO_REVIEWS).read().status()).isEqualTo(503);
      assertThat(client.get("/", "Host: reviews:9080").status()).isBetween(200, 499);
    }
  }
}
