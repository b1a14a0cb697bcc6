package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.MutualTls.Mode;
import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.Protocol;
import dev.lateen.operator.platform.model.ServicePort;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Inbound traffic: every port of the application that a service names, and with explicit sidecars
 * every port the sidecar takes. The caller's proxy has the timeout, so none is set here; upgrades
 * to WebSocket pass (TM-007), the application decides. What callers must prove is said by policies
 * (TS-08); a proxy without an identity takes nobody where they must prove it.
 */
final class InboundCompiler {
  static final int CAPTURED_PORT = 15006;
  private static final String CAPTURED = "virtualInbound";

  private final ProxyContext proxy;
  private final ListenerModes modes;
  private final References references;
  private final InboundIdleTimeout idleTimeout;

  InboundCompiler(ProxyContext proxy, References references) {
    this.proxy = proxy;
    this.modes = proxy.mesh().listenerModes();
    this.references = references;
    this.idleTimeout = new InboundIdleTimeout(proxy, references);
    modes.deciding(proxy.instance()).forEach(references::rule);
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
    InboundChains chains = chains(applicationPort);
    if (chains.looksForTls()) {
      Detection.tls(listener);
    }
    if (protocol == Protocol.UNKNOWN && chains.takesPlaintext()) {
      Detection.in(listener);
    }
    listener.addAllFilterChains(
        chains.of(
            FilterChainMatch.getDefaultInstance(),
            protocol,
            http(applicationPort),
            tcp(applicationPort, protocol)));
    assembly.listener(listener.build());
  }

  private InboundChains chains(int applicationPort) {
    return chains(modes.of(proxy.instance(), applicationPort));
  }

  private InboundChains chains(Mode mode) {
    Admission admission = Admission.of(mode, proxy.takesMutualTls());
    var chains = new InboundChains(admission, proxy.mesh().trust().trustDomains());
    if (chains.looksForTls()) {
      references.authorities();
    }
    return chains;
  }

  void captured(Assembly assembly) {
    var listener =
        Listeners.everywhere(CAPTURED, CAPTURED_PORT, TrafficDirection.INBOUND, proxy)
            .addListenerFilters(ListenerFilters.originalDestination());
    listener.addFilterChains(
        Listeners.chainForPort(CAPTURED_PORT, TcpFilters.to(SharedClusters.BLACK_HOLE)));
    var unknown = new TreeSet<Integer>();
    var plain = new TreeSet<Integer>(Set.of(CAPTURED_PORT));
    protocols()
        .forEach(
            (port, protocol) -> {
              assembly.cluster(cluster(port, Listeners.LOOPBACK, protocol));
              InboundChains chains = chains(port);
              listener.addAllFilterChains(
                  chains.of(at(port), protocol, http(port), tcp(port, protocol)));
              if (!chains.looksForTls()) {
                plain.add(port);
              }
              if (protocol == Protocol.UNKNOWN && chains.takesPlaintext()) {
                unknown.add(port);
              }
            });
    others(listener, plain);
    if (proxy.takesMutualTls()) {
      Detection.tlsBut(listener, plain);
    }
    Detection.in(listener, unknown);
    assembly.listener(listener.build());
  }

  /** Ports no service speaks of: a policy may speak of one, and of all others the workload's. */
  private void others(Listener.Builder listener, Set<Integer> plain) {
    Filter through = TcpFilters.to(SharedClusters.INBOUND_PASSTHROUGH);
    InboundChains rest = chains(modes.of(proxy.instance()));
    for (int port : new TreeSet<>(modes.ports(proxy.instance()))) {
      InboundChains chains = chains(port);
      boolean differs = proxy.takesMutualTls() || !chains.equals(rest);
      if (differs && !protocols().containsKey(port)) {
        listener.addAllFilterChains(chains.of(at(port), Protocol.TCP, through, through));
        if (!chains.looksForTls()) {
          plain.add(port);
        }
      }
    }
    if (rest.takesPlaintext()) {
      listener.setDefaultFilterChain(Listeners.chain(through));
    } else {
      listener.addAllFilterChains(
          rest.of(FilterChainMatch.getDefaultInstance(), Protocol.TCP, through, through));
    }
  }

  private static FilterChainMatch at(int port) {
    return FilterChainMatch.newBuilder().setDestinationPort(Protos.uint32(port)).build();
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

  private static Filter http(int applicationPort) {
    return HttpFilters.given(
        PassingRoutes.to(name(applicationPort), name(applicationPort), List.of("*")));
  }

  private Filter tcp(int applicationPort, Protocol protocol) {
    String cluster = name(applicationPort);
    Optional<Duration> silence =
        protocol.isHttp() ? Optional.empty() : idleTimeout.of(applicationPort);
    return silence
        .map(atMost -> TcpFilters.to(cluster, atMost))
        .orElseGet(() -> TcpFilters.to(cluster));
  }
}
