package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.discovery.compile.Destination.Location;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/**
 * TLS that applications speak themselves to hosts outside the mesh (UA-04): on a port where the
 * proxy would speak it for them, their connections pass unopened to the host they name.
 */
final class TlsPassthrough {
  private static final String TLS = "tls";

  private TlsPassthrough() {}

  /**
   * The chains for one port.
   *
   * @param hosts of the port; those that are not outside or speak no TLS have no chain
   * @param unknown the cluster for names nobody opened
   */
  static List<FilterChain> chains(
      List<Destination> hosts, String unknown, Assembly assembly, Duration connectTimeout) {
    var chains =
        new java.util.ArrayList<>(
            hosts.stream()
                .filter(Destination::tls)
                .filter(host -> host.location() instanceof Location.Outside)
                .map(host -> chain(host, assembly, connectTimeout))
                .toList());
    if (!chains.isEmpty()) {
      chains.add(chain(FilterChainMatch.newBuilder(), TcpFilters.to(unknown)));
    }
    return chains;
  }

  private static FilterChain chain(Destination host, Assembly assembly, Duration connectTimeout) {
    var outside = (Location.Outside) host.location();
    var names = new TreeSet<>(host.names());
    names.add(outside.address());
    names.removeIf(Addresses::isIpv4);
    Cluster cluster = cluster(host, outside, connectTimeout);
    assembly.cluster(cluster);
    return chain(
        FilterChainMatch.newBuilder().addAllServerNames(names), TcpFilters.to(cluster.getName()));
  }

  private static FilterChain chain(FilterChainMatch.Builder match, Filter filter) {
    return FilterChain.newBuilder()
        .setFilterChainMatch(match.setTransportProtocol(TLS))
        .addFilters(filter)
        .build();
  }

  /** The host without the TLS the proxy adds to requests. */
  static Cluster cluster(Destination host, Location.Outside outside, Duration connectTimeout) {
    String name = "passthrough|" + host.port() + "||" + host.hostname();
    return Cluster.newBuilder()
        .setName(name)
        .setConnectTimeout(Protos.duration(connectTimeout))
        .setType(Cluster.DiscoveryType.STRICT_DNS)
        .setDnsLookupFamily(Cluster.DnsLookupFamily.V4_PREFERRED)
        .setLoadAssignment(LoadAssignments.single(name, outside.address(), host.port()))
        .build();
  }
}
