package dev.lateen.operator.discovery.envoy;

import com.sun.net.httpserver.HttpServer;
import dev.lateen.operator.discovery.Meshes;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.platform.model.Locality;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/** Three versions of reviews that answer with their version, and a mesh around them. */
final class Upstreams implements AutoCloseable {
  private static final int VERSIONS = 3;

  private final List<HttpServer> servers = new ArrayList<>();
  private final int outbound = freePort();
  private final int inbound = freePort();

  Upstreams() throws IOException {
    for (int version = 1; version <= VERSIONS; version++) {
      byte[] answer = ("v" + version).getBytes(StandardCharsets.UTF_8);
      var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              String caller = exchange.getRequestHeaders().getFirst("x-forwarded-for");
              exchange.getResponseHeaders().add("seen-forwarded-for", String.valueOf(caller));
              exchange.sendResponseHeaders(200, answer.length);
              exchange.getResponseBody().write(answer);
            }
          });
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      servers.add(server);
    }
  }

  /** Where the caller's proxy listens. */
  int outbound() {
    return outbound;
  }

  /** A mesh where productpage calls reviews. */
  Meshes mesh() {
    var mesh = new Meshes().service("productpage", 9080).service("reviews", 9080);
    mesh.sidecar("productpage-v1", Map.of("app", "productpage"), outbound, 9080, inbound);
    mesh.endpoint("productpage", 9080, "productpage-v1", inbound, 9080);
    for (int version = 1; version <= VERSIONS; version++) {
      int port = servers.get(version - 1).getAddress().getPort();
      String name = "reviews-v" + version;
      mesh.instance(
          new Instance(
              new InstanceKey("default", name),
              "127.0.0.1",
              Map.of("app", "reviews", "version", "v" + version),
              "default",
              Locality.UNKNOWN,
              1,
              Map.of("http", port),
              Optional.empty(),
              false));
      mesh.endpoint("reviews", 9080, name, port, port);
    }
    return mesh;
  }

  /** A gateway that listens on the port. */
  static Instance gateway(int port) {
    return new Instance(
        new InstanceKey("default", "gateway"),
        "127.0.0.1",
        Map.of("lateen.dev/gateway", "ingress"),
        "default",
        Locality.UNKNOWN,
        1,
        Map.of("http", port),
        Optional.empty(),
        false);
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
  }
}
