package dev.lateen.sidecar.dataplane;

import dev.lateen.sidecar.capture.OriginalDestinations;
import dev.lateen.sidecar.identity.CurrentSvid;
import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Direction;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.NetworkFilter;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.VirtualHost;
import dev.lateen.sidecar.stats.ClusterStatistics;
import dev.lateen.sidecar.stats.ListenerStatistics;
import dev.lateen.sidecar.tls.TlsEngine;
import dev.lateen.sidecar.upstream.SystemResolver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.ResourceLeakDetector;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real data plane on two event loops, told what to do by a hand-made model. */
final class Proxy implements AutoCloseable {
  static {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
  }

  final DataPlane dataPlane;
  private final EventLoopGroup group =
      Epoll.isAvailable() ? new EpollEventLoopGroup(2) : new NioEventLoopGroup(2);

  Proxy(OriginalDestinations destinations, CurrentSvid svid, TlsEngine engine) {
    dataPlane = new DataPlane(group, new SystemResolver(), destinations, svid, engine);
  }

  Proxy(OriginalDestinations destinations, TlsEngine engine) {
    this(destinations, new CurrentSvid(), engine);
  }

  Proxy(CurrentSvid svid, TlsEngine engine) {
    this(channel -> Optional.empty(), svid, engine);
  }

  Proxy(OriginalDestinations destinations) {
    this(destinations, TlsEngine.best());
  }

  Proxy(TlsEngine engine) {
    this(channel -> Optional.empty(), engine);
  }

  Proxy() {
    this(channel -> Optional.empty());
  }

  /** One HTTP listener {@code http} with these routes. */
  static Proxy http(List<Route> routes, Cluster... clusters) throws Exception {
    Proxy proxy = new Proxy();
    proxy.apply(httpModel("1", routes, clusters));
    return proxy;
  }

  static ProxyModel httpModel(String version, List<Route> routes, Cluster... clusters) {
    RouteTable table =
        new RouteTable("http", List.of(new VirtualHost("all", List.of("*"), routes)));
    return model(version, HttpConnectionManager.of("http", table), clusters);
  }

  static ProxyModel model(String version, NetworkFilter filter, Cluster... clusters) {
    return ProxyModel.of(version, List.of(listener("http", filter)), List.of(clusters));
  }

  static Listener listener(String name, NetworkFilter filter) {
    return listener(name, FilterChain.any(filter));
  }

  static Listener listener(String name, FilterChain chain) {
    return new Listener(
        name, "127.0.0.1", 0, true, false, Direction.OUTBOUND, List.of(), Optional.of(chain));
  }

  static Cluster cluster(String name, Backend... backends) {
    return Cluster.of(
        name,
        java.util.Arrays.stream(backends)
            .map(backend -> Endpoint.of("127.0.0.1", backend.port()))
            .toList());
  }

  void apply(ProxyModel model) throws Exception {
    dataPlane.apply(model).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  InetSocketAddress address(String listener) {
    return dataPlane.state().listeners().get(listener);
  }

  Client client() throws Exception {
    return new Client(address("http"));
  }

  ClusterStatistics cluster(String name) {
    return dataPlane.state().statistics().clusters().get(name);
  }

  ListenerStatistics listener(String name) {
    return dataPlane.state().statistics().listeners().get(name);
  }

  @Override
  public void close() {
    dataPlane.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
