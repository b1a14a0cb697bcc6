package dev.lateen.sidecar.model;

import java.util.Optional;

/**
 * What serves the connections that match.
 *
 * @param name for logs and statistics; may be empty
 * @param match which connections
 * @param tls when given, TLS is terminated before the filter; where it names no application
 *     protocols, those that the filter speaks are offered
 * @param filter the terminal network filter
 */
public record FilterChain(
    String name, FilterChainMatch match, Optional<DownstreamTls> tls, NetworkFilter filter) {
  /** Completes TLS. */
  public FilterChain {
    if (filter instanceof HttpConnectionManager http) {
      tls = tls.map(settings -> settings.offering(http.codec().applicationProtocols()));
    }
  }

  /** Without TLS. */
  public FilterChain(String name, FilterChainMatch match, NetworkFilter filter) {
    this(name, match, Optional.empty(), filter);
  }

  /** A chain for every connection. */
  public static FilterChain any(NetworkFilter filter) {
    return new FilterChain("", FilterChainMatch.ANY, filter);
  }

  /** The same with TLS. */
  public FilterChain withTls(DownstreamTls other) {
    return new FilterChain(name, match, Optional.of(other), filter);
  }

  /** The same with another filter. */
  public FilterChain withFilter(NetworkFilter other) {
    return new FilterChain(name, match, tls, other);
  }
}
