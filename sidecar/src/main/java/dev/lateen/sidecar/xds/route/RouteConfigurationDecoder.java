package dev.lateen.sidecar.xds.route;

import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.VirtualHost;
import dev.lateen.sidecar.xds.decode.FieldPath;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.ArrayList;
import java.util.List;

/** Decodes {@code config.route.v3.RouteConfiguration}, from RDS or inline in a listener. */
public final class RouteConfigurationDecoder {
  private RouteConfigurationDecoder() {}

  /**
   * A route configuration.
   *
   * @throws dev.lateen.sidecar.xds.decode.InvalidResourceException when it cannot be obeyed
   */
  public static RouteTable decode(RouteConfiguration config) {
    return decode(config, FieldPath.of("RouteConfiguration", config.getName()));
  }

  /** A route configuration at some place of another resource. */
  public static RouteTable decode(RouteConfiguration config, FieldPath at) {
    at.unsupported("vhds", config.hasVhds());
    at.unsupported("ignore_port_in_host_matching", config.getIgnorePortInHostMatching());
    at.unsupported(
        "ignore_path_parameters_in_path_matching", config.getIgnorePathParametersInPathMatching());
    Scope scope = Scope.of(config, at);
    List<VirtualHost> hosts = new ArrayList<>();
    for (int i = 0; i < config.getVirtualHostsCount(); i++) {
      hosts.add(host(config.getVirtualHosts(i), scope, at.at("virtual_hosts", i)));
    }
    try {
      return new RouteTable(config.getName(), hosts);
    } catch (IllegalArgumentException e) {
      throw at.at("virtual_hosts").invalid(e);
    }
  }

  private static VirtualHost host(
      io.envoyproxy.envoy.config.route.v3.VirtualHost host, Scope outer, FieldPath at) {
    at.unsupported("matcher", host.hasMatcher());
    at.unsupported("hedge_policy", host.hasHedgePolicy());
    at.unsupported("retry_policy_typed_config", host.hasRetryPolicyTypedConfig());
    at.unsupported("require_tls", host.getRequireTlsValue() != 0);
    at.unsupported("include_attempt_count_in_response", host.getIncludeAttemptCountInResponse());
    if (host.getDomainsCount() == 0) {
      throw at.at("domains").invalid("is empty; a virtual host needs a domain, \"*\" for any");
    }
    Scope scope = outer.within(host, at);
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < host.getRoutesCount(); i++) {
      routes.add(RouteDecoder.decode(host.getRoutes(i), scope, at.at("routes", i)));
    }
    return new VirtualHost(host.getName(), host.getDomainsList(), routes);
  }
}
