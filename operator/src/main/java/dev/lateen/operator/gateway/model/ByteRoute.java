package dev.lateen.operator.gateway.model;

import java.util.List;

/**
 * A TLSRoute or TCPRoute attached to a listener.
 *
 * @param id namespace and name, {@code namespace/name}
 * @param hosts names that clients ask for, {@code *} for any; of a TCPRoute {@code *} alone
 * @param backends where connections go by weight; those whose reference is not valid are closed
 */
public record ByteRoute(String id, List<String> hosts, List<RuleAction.Backend> backends) {
  public ByteRoute {
    hosts = List.copyOf(hosts);
    backends = List.copyOf(backends);
  }
}
