package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.discovery.compile.Destination.Location;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * TLS that applications speak themselves to hosts outside the mesh (UA-04): on a port where the
 * proxy would speak it for them, their connections pass unopened to the host they name, by the
 * egress gateway where the host's rule says so.
 */
final class TlsPassthrough {
  private static final String TLS = "tls";

  private final ProxyContext proxy;
  private final EgressHop egress;
  private final Assembly assembly;

  TlsPassthrough(ProxyContext proxy, References references, Assembly assembly) {
    this.proxy = proxy;
    this.egress = new EgressHop(proxy, references);
    this.assembly = assembly;
  }

  /**
   * The chains for one port. Of hosts that are called alike outside, the first has the name.
   *
   * @param hosts of the port; those that are not outside or speak no TLS have no chain
   * @param unknown the cluster for names nobody opened
   */
  List<FilterChain> chains(List<Destination> hosts, String unknown) {
    var chains = new ArrayList<FilterChain>();
    var taken = new HashSet<String>();
    for (Destination host : hosts) {
      if (host.tls() && host.exit() instanceof Location.Outside outside) {
        chain(host, outside, taken).ifPresent(chains::add);
      }
    }
    if (!chains.isEmpty()) {
      chains.add(chain(FilterChainMatch.newBuilder(), TcpFilters.to(unknown)));
    }
    return chains;
  }

  private Optional<FilterChain> chain(
      Destination host, Location.Outside outside, Set<String> taken) {
    var names = new TreeSet<>(host.names());
    names.add(outside.address());
    names.removeIf(name -> Addresses.isIpv4(name) || !taken.add(name));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            chain(
                FilterChainMatch.newBuilder().addAllServerNames(names),
                TcpFilters.to(cluster(host, outside))));
  }

  private static FilterChain chain(FilterChainMatch.Builder match, Filter filter) {
    return FilterChain.newBuilder()
        .setFilterChainMatch(match.setTransportProtocol(TLS))
        .addFilters(filter)
        .build();
  }

  /** Adds the host without the TLS that is added to requests, and says what it is called. */
  String cluster(Destination host, Location.Outside outside) {
    String name = "passthrough|" + host.port() + "||" + host.hostname();
    var cluster =
        Cluster.newBuilder()
            .setName(name)
            .setConnectTimeout(Protos.duration(proxy.mesh().settings().connectTimeout()));
    if (host.byGateway()) {
      egress.lead(cluster, EgressNames.unopened(host, outside), MeshTls.BYTES);
      assembly.endpoints(egress.endpoints(name));
    } else {
      cluster
          .setType(Cluster.DiscoveryType.STRICT_DNS)
          .setDnsLookupFamily(Cluster.DnsLookupFamily.V4_PREFERRED)
          .setLoadAssignment(LoadAssignments.single(name, outside.address(), host.port()));
    }
    assembly.cluster(cluster.build());
    return name;
  }
}
