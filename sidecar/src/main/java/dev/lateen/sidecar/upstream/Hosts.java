package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.UpstreamTls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The hosts of a cluster on one event loop, by address. A host that stays keeps its connections.
 */
final class Hosts {
  private static final Logger LOG = Logger.getLogger(Hosts.class);

  private final ClusterRuntime cluster;
  private final Map<InetSocketAddress, UpstreamHost> byAddress = new HashMap<>();

  Hosts(ClusterRuntime cluster) {
    this.cluster = cluster;
  }

  /**
   * The hosts of these endpoints, and no others from now on. Connections to the others end when
   * their requests are done (UA-06). What is no IP address is left out.
   */
  List<UpstreamHost> retain(List<Endpoint> endpoints) {
    Set<InetSocketAddress> wanted = new HashSet<>();
    List<UpstreamHost> hosts = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      address(endpoint).filter(wanted::add).ifPresent(address -> hosts.add(of(endpoint, address)));
    }
    byAddress
        .entrySet()
        .removeIf(entry -> !wanted.contains(entry.getKey()) && release(entry.getValue()));
    return List.copyOf(hosts);
  }

  /** The host at an address, made when it is new or connected to in another way than before. */
  UpstreamHost of(Endpoint endpoint, InetSocketAddress address) {
    Optional<UpstreamTls> tls = cluster.cluster().transport().to(endpoint);
    UpstreamHost host = byAddress.get(address);
    if (host == null || !host.pool().tls().equals(tls)) {
      UpstreamHost before = host;
      host = make(endpoint, address, tls);
      byAddress.put(address, host);
      Optional.ofNullable(before).ifPresent(this::release);
    }
    host.describe(endpoint, cluster.cluster().loadBalancing());
    host.pool().limitRequests(cluster.cluster().maxRequestsPerConnection());
    return host;
  }

  /** The host where a captured connection wanted to go. */
  UpstreamHost at(InetSocketAddress address) {
    UpstreamHost known = byAddress.get(address);
    return known == null
        ? of(Endpoint.of(address.getAddress().getHostAddress(), address.getPort()), address)
        : known;
  }

  private UpstreamHost make(
      Endpoint endpoint, InetSocketAddress address, Optional<UpstreamTls> tls) {
    return new UpstreamHost(
        endpoint,
        cluster.shared().health().acquire(address),
        cluster.newPool(address, tls),
        cluster.shared());
  }

  /** Forgets those that hold nothing. */
  void prune() {
    byAddress.values().removeIf(host -> host.pool().isIdle() && release(host));
  }

  /** Lets go of all. */
  void clear() {
    byAddress.values().forEach(this::release);
    byAddress.clear();
  }

  private boolean release(UpstreamHost host) {
    host.pool().close();
    cluster.shared().health().release(host.health());
    return true;
  }

  static Optional<InetSocketAddress> address(Endpoint endpoint) {
    try {
      return Optional.of(
          new InetSocketAddress(InetAddress.ofLiteral(endpoint.address()), endpoint.port()));
    } catch (IllegalArgumentException e) {
      LOG.warnf(
          "event=endpoint_ignored address=%s reason=\"not an IP address\"", endpoint.address());
      return Optional.empty();
    }
  }
}
