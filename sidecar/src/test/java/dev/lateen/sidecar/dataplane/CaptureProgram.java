package dev.lateen.sidecar.dataplane;

import dev.lateen.sidecar.capture.SocketOriginalDestinations;
import dev.lateen.sidecar.config.Kernel;
import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.DirectResponse;
import dev.lateen.sidecar.model.Direction;
import dev.lateen.sidecar.model.Discovery;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.FilterChainMatch;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.NetworkFilter;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteAction;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.TcpProxy;
import dev.lateen.sidecar.model.UpstreamTransport;
import dev.lateen.sidecar.model.VirtualHost;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * The sidecar of {@link CaptureIT}: a data plane with listeners as discovery sends them, which is
 * asked for by 15001 and 15006 alone.
 */
final class CaptureProgram {
  private static final String ANY = Kernel.hasIpv6() ? "::" : "0.0.0.0";

  private CaptureProgram() {}

  public static void main(String[] arguments) throws Exception {
    try (Proxy proxy = new Proxy(new SocketOriginalDestinations())) {
      proxy.apply(
          ProxyModel.of(
              "1",
              List.of(
                  outbound(),
                  inbound(),
                  unbound("10.98.0.1", 80, saying("by address")),
                  unbound("10.98.0.2", 3306, TcpProxy.to("tcp", "world")),
                  unbound("10.98.0.9", 80, forwarding("itself")),
                  unbound(ANY, 8081, saying("by port")),
                  unbound(ANY, 7001, saying("captured in vain"))),
              List.of(
                  Cluster.of("itself", List.of(Endpoint.of("10.99.0.1", 8080))),
                  Cluster.of("world", List.of(Endpoint.of("10.99.0.2", 7000))),
                  Cluster.of("nobody", List.of()),
                  Cluster.of("out", new Discovery.OriginalDestination()),
                  Cluster.of("in", new Discovery.OriginalDestination())
                      .withTransport(
                          UpstreamTransport.PLAIN.from(
                              Stream.of("127.0.0.6", "::1")
                                  .map(InetAddress::ofLiteral)
                                  .toList())))));
      System.out.println("ready");
      new CountDownLatch(1).await();
    }
  }

  private static Listener outbound() {
    return new Listener(
        "virtualOutbound",
        ANY,
        15_001,
        true,
        true,
        Direction.OUTBOUND,
        List.of(at(15_001, TcpProxy.to("loop", "nobody"))),
        Optional.of(FilterChain.any(TcpProxy.to("out", "out"))));
  }

  private static Listener inbound() {
    return new Listener(
        "virtualInbound",
        ANY,
        15_006,
        true,
        true,
        Direction.INBOUND,
        List.of(at(15_006, TcpProxy.to("loop", "nobody")), at(8080, saying("came in"))),
        Optional.of(FilterChain.any(TcpProxy.to("in", "in"))));
  }

  private static FilterChain at(int port, NetworkFilter filter) {
    return new FilterChain("", FilterChainMatch.port(port), filter);
  }

  private static Listener unbound(String address, int port, NetworkFilter filter) {
    return new Listener(
        address + "_" + port,
        address,
        port,
        false,
        false,
        Direction.OUTBOUND,
        List.of(),
        Optional.of(FilterChain.any(filter)));
  }

  private static NetworkFilter saying(String text) {
    return routing(new DirectResponse(200, text));
  }

  private static NetworkFilter forwarding(String cluster) {
    return routing(Forward.to(cluster));
  }

  private static NetworkFilter routing(RouteAction action) {
    Route route = Route.of(RouteMatch.ANY, action);
    return HttpConnectionManager.of(
        "x", new RouteTable("x", List.of(new VirtualHost("x", List.of("*"), List.of(route)))));
  }
}
