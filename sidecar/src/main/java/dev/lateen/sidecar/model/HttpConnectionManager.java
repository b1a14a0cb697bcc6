package dev.lateen.sidecar.model;

import java.util.Set;

/**
 * Serves HTTP (xDS {@code http_connection_manager.v3.HttpConnectionManager}).
 *
 * @param statPrefix prefix of its statistics
 * @param routes where requests go
 * @param limits what a peer may do
 * @param upgrades lower-case names of protocols a client may switch to (RFC 9110 7.8), e.g. {@code
 *     websocket}
 * @param headers what it writes into messages of its own accord
 */
public record HttpConnectionManager(
    String statPrefix,
    RouteTable routes,
    HttpLimits limits,
    Set<String> upgrades,
    ProxyHeaders headers)
    implements NetworkFilter {
  /** Copies the set. */
  public HttpConnectionManager {
    upgrades = Set.copyOf(upgrades);
  }

  /** With default limits, WebSocket allowed. */
  public static HttpConnectionManager of(String statPrefix, RouteTable routes) {
    return new HttpConnectionManager(
        statPrefix, routes, HttpLimits.DEFAULT, Set.of("websocket"), ProxyHeaders.DEFAULT);
  }

  /** The same with other limits. */
  public HttpConnectionManager withLimits(HttpLimits other) {
    return new HttpConnectionManager(statPrefix, routes, other, upgrades, headers);
  }

  /** The same with other headers of its own. */
  public HttpConnectionManager withHeaders(ProxyHeaders other) {
    return new HttpConnectionManager(statPrefix, routes, limits, upgrades, other);
  }

  /** The same with other routes. */
  public HttpConnectionManager withRoutes(RouteTable other) {
    return new HttpConnectionManager(statPrefix, other, limits, upgrades, headers);
  }
}
