package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.Protocol;
import dev.lateen.operator.platform.model.ServicePort;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Inbound traffic: every port of the application that a service names, and with explicit sidecars
 * every port the sidecar takes. The caller's proxy has the timeout, so none is set here; upgrades
 * to WebSocket pass (TM-007), the application decides.
 */
final class InboundCompiler {
  static final int CAPTURED_PORT = 15006;
  private static final String CAPTURED = "virtualInbound";

  private final ProxyContext proxy;

  InboundCompiler(ProxyContext proxy) {
    this.proxy = proxy;
  }

  void explicit(Instance.ExplicitSidecar sidecar, Assembly assembly) {
    new TreeMap<>(sidecar.inboundPorts())
        .forEach(
            (name, port) ->
                Optional.ofNullable(proxy.instance().applicationPorts().get(name))
                    .ifPresent(application -> explicit(port, application, assembly)));
  }

  private void explicit(int port, int applicationPort, Assembly assembly) {
    Protocol protocol = protocols().getOrDefault(applicationPort, Protocol.TCP);
    assembly.cluster(cluster(applicationPort, proxy.instance().address(), protocol));
    var listener =
        Listeners.open(
            "inbound_" + port, proxy.instance().address(), port, TrafficDirection.INBOUND);
    if (protocol == Protocol.UNKNOWN) {
      Detection.in(listener)
          .addAllFilterChains(
              Detection.before(
                  List.of(Listeners.chain(tcp(applicationPort))), http(applicationPort)));
    } else {
      listener.addFilterChains(Listeners.chain(filter(applicationPort, protocol)));
    }
    assembly.listener(listener.build());
  }

  void captured(Assembly assembly) {
    var listener =
        Listeners.open(CAPTURED, Listeners.ANY_ADDRESS, CAPTURED_PORT, TrafficDirection.INBOUND)
            .addListenerFilters(ListenerFilters.originalDestination());
    listener.addFilterChains(
        Listeners.chainForPort(CAPTURED_PORT, TcpFilters.to(SharedClusters.BLACK_HOLE)));
    var unknown = new ArrayList<Integer>();
    protocols()
        .forEach(
            (port, protocol) -> {
              assembly.cluster(cluster(port, Listeners.LOOPBACK, protocol));
              var chain = Listeners.chainForPort(port, filter(port, protocol));
              if (protocol == Protocol.UNKNOWN) {
                unknown.add(port);
                listener.addAllFilterChains(Detection.before(List.of(chain), http(port)));
              } else {
                listener.addFilterChains(chain);
              }
            });
    Detection.in(listener, unknown);
    listener.setDefaultFilterChain(Listeners.chain(TcpFilters.to(SharedClusters.PASSTHROUGH)));
    assembly.listener(listener.build());
  }

  /**
   * What each application port speaks, as its services say; HTTP where they disagree, and what one
   * says where another does not.
   */
  private TreeMap<Integer, Protocol> protocols() {
    var protocols = new TreeMap<Integer, Protocol>();
    for (Endpoint endpoint : proxy.mesh().endpoints(proxy.instance().key())) {
      protocol(endpoint)
          .filter(protocol -> protocol != Protocol.UDP)
          .ifPresent(
              protocol ->
                  protocols.merge(endpoint.applicationPort(), protocol, InboundCompiler::better));
    }
    return protocols;
  }

  private static Protocol better(Protocol first, Protocol second) {
    return first.isHttp() || second == Protocol.UNKNOWN ? first : second;
  }

  private Optional<Protocol> protocol(Endpoint endpoint) {
    return proxy.mesh().service(endpoint.hostname()).stream()
        .flatMap(service -> service.ports().stream())
        .filter(port -> port.port() == endpoint.servicePort())
        .map(ServicePort::protocol)
        .findFirst();
  }

  private static String name(int applicationPort) {
    return "inbound|" + applicationPort + "||";
  }

  private Cluster cluster(int applicationPort, String address, Protocol protocol) {
    String name = name(applicationPort);
    var cluster =
        Cluster.newBuilder()
            .setName(name)
            .setType(Cluster.DiscoveryType.STATIC)
            .setConnectTimeout(Protos.duration(proxy.mesh().settings().connectTimeout()))
            .setLoadAssignment(LoadAssignments.single(name, address, applicationPort));
    if (protocol.isHttp2()) {
      UpstreamProtocols.http2(cluster);
    }
    return cluster.build();
  }

  private static Filter filter(int applicationPort, Protocol protocol) {
    return protocol.isHttp() ? http(applicationPort) : tcp(applicationPort);
  }

  private static Filter http(int applicationPort) {
    return HttpFilters.given(routes(name(applicationPort)));
  }

  private static Filter tcp(int applicationPort) {
    return TcpFilters.to(name(applicationPort));
  }

  private static RouteConfiguration routes(String name) {
    return RouteConfiguration.newBuilder()
        .setName(name)
        .addVirtualHosts(
            VirtualHost.newBuilder()
                .setName(name)
                .addDomains("*")
                .addRoutes(
                    Route.newBuilder()
                        .setName(RouteCompiler.DEFAULT_ROUTE)
                        .setMatch(RouteMatch.newBuilder().setPrefix("/"))
                        .setRoute(
                            RouteAction.newBuilder()
                                .setCluster(name)
                                .setTimeout(Protos.duration(Duration.ZERO))
                                .addUpgradeConfigs(RouteActionCompiler.websocket()))))
        .build();
  }
}
