package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.rules.RuleRevision;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.List;
import java.util.Set;

/**
 * Everything one proxy is told, names unique within each type and in a stable order.
 *
 * @param listeners LDS
 * @param routes RDS
 * @param clusters CDS
 * @param endpoints EDS, one for each cluster of type EDS
 * @param secrets SDS: whom to trust, where something of the rest needs it
 * @param rules the rules that shaped it (a rule hidden by one of higher precedence did not)
 */
public record ProxySnapshot(
    List<Listener> listeners,
    List<RouteConfiguration> routes,
    List<Cluster> clusters,
    List<ClusterLoadAssignment> endpoints,
    List<Secret> secrets,
    Set<RuleRevision> rules) {

  /** What a proxy gets whose instance nobody knows yet. */
  public static final ProxySnapshot EMPTY =
      new ProxySnapshot(List.of(), List.of(), List.of(), List.of(), List.of(), Set.of());

  public ProxySnapshot {
    listeners = List.copyOf(listeners);
    routes = List.copyOf(routes);
    clusters = List.copyOf(clusters);
    endpoints = List.copyOf(endpoints);
    secrets = List.copyOf(secrets);
    rules = Set.copyOf(rules);
  }
}
