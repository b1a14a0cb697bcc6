package dev.lateen.sidecar.dataplane;

import dev.lateen.sidecar.capture.SocketOriginalDestinations;
import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.DirectResponse;
import dev.lateen.sidecar.model.Direction;
import dev.lateen.sidecar.model.Discovery;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.NetworkFilter;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.TcpProxy;
import dev.lateen.sidecar.model.VirtualHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What {@link CaptureIT} runs inside its namespace: a proxy on 15001, and callers whose connections
 * are redirected to it.
 */
final class CaptureProgram {
  private CaptureProgram() {}

  public static void main(String[] arguments) throws Exception {
    try (Proxy proxy = new Proxy(new SocketOriginalDestinations());
        ServerSocket server = new ServerSocket(7000, 10, InetAddress.getByName("10.99.0.2"))) {
      Thread.ofVirtual().start(() -> answer(server));
      proxy.apply(
          ProxyModel.of(
              "1",
              List.of(
                  listener(
                      "virtualOutbound",
                      "0.0.0.0",
                      15001,
                      true,
                      TcpProxy.to("p", "PassthroughCluster")),
                  listener("10.99.0.1_80", "10.99.0.1", 80, false, saying("via unbound listener")),
                  listener("0.0.0.0_81", "0.0.0.0", 81, false, saying("via wildcard listener"))),
              List.of(Cluster.of("PassthroughCluster", new Discovery.OriginalDestination()))));
      System.out.println("vip: " + call("10.99.0.1", 80));
      System.out.println("any: " + call("10.99.0.2", 81));
      System.out.println("else: " + call("10.99.0.2", 7000));
      try (Client direct = new Client(new InetSocketAddress("127.0.0.1", 15001))) {
        System.out.println("loop: " + (direct.atEnd() ? "closed" : "open"));
      }
    }
  }

  /** The proxy's own group is exempt from the redirection, so a caller runs in another. */
  private static String call(String host, int port) throws IOException, InterruptedException {
    Process caller =
        new ProcessBuilder(
                "setpriv",
                "--regid",
                "1000",
                "--clear-groups",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Caller.class.getName(),
                host,
                "" + port)
            .redirectErrorStream(true)
            .start();
    String said =
        new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    caller.waitFor(20, TimeUnit.SECONDS);
    return said;
  }

  private static void answer(ServerSocket server) {
    try (var socket = server.accept()) {
      Wire.readHead(socket.getInputStream());
      socket
          .getOutputStream()
          .write(Backend.ok("passed through").getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException closed) {
      // the program is over
    }
  }

  private static Listener listener(
      String name, String address, int port, boolean bound, NetworkFilter filter) {
    return new Listener(
        name,
        address,
        port,
        bound,
        bound,
        Direction.OUTBOUND,
        List.of(),
        Optional.of(FilterChain.any(filter)));
  }

  private static NetworkFilter saying(String text) {
    Route route = Route.of(RouteMatch.ANY, new DirectResponse(200, text));
    return HttpConnectionManager.of(
        "x", new RouteTable("x", List.of(new VirtualHost("x", List.of("*"), List.of(route)))));
  }

  /** One request, its answer printed. */
  static final class Caller {
    private Caller() {}

    public static void main(String[] arguments) throws Exception {
      try (Client client =
          new Client(new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1])))) {
        System.out.println(client.get("/").body());
      }
    }
  }
}
