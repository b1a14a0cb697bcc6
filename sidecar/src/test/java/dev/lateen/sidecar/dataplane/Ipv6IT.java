package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Direction;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.VirtualHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** IPv6 on both sides of the proxy. */
class Ipv6IT {
  private static final String LOOPBACK = "::1";

  @BeforeEach
  void assumeIpv6() {
    assumeTrue(isThere(), "this machine has no IPv6 loopback address");
  }

  private static boolean isThere() {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
      return socket.isBound();
    } catch (IOException none) {
      return false;
    }
  }

  @Test
  @DisplayName("TS-28 a listener and an endpoint may have IPv6 addresses")
  void bothSides() throws Exception {
    // Given
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), 0), 8);
    server.createContext(
        "/",
        exchange -> {
          byte[] seen = exchange.getRequestHeaders().getFirst("X-Seen").getBytes();
          exchange.sendResponseHeaders(200, seen.length);
          exchange.getResponseBody().write(seen);
          exchange.close();
        });
    server.start();
    var table =
        new RouteTable(
            "http",
            List.of(
                new VirtualHost(
                    "six",
                    List.of("[::1]:80"),
                    List.of(Route.of(RouteMatch.ANY, Forward.to("a"))))));
    var listener =
        new Listener(
            "http",
            LOOPBACK,
            0,
            true,
            false,
            Direction.OUTBOUND,
            List.of(),
            Optional.of(FilterChain.any(HttpConnectionManager.of("http", table))));
    var cluster = Cluster.of("a", List.of(Endpoint.of(LOOPBACK, server.getAddress().getPort())));
    try (Proxy proxy = new Proxy()) {
      proxy.apply(ProxyModel.of("1", List.of(listener), List.of(cluster)));
      try (Client client = proxy.client()) {
        // When
        client.send("GET / HTTP/1.1\r\nHost: [::1]:80\r\nX-Seen: six\r\n\r\n");

        // Then
        assertThat(client.read().body()).isEqualTo("six");
      }
    } finally {
      server.stop(0);
    }
  }
}
