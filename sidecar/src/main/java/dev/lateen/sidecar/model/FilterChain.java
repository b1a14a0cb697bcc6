package dev.lateen.sidecar.model;

/**
 * What serves the connections that match.
 *
 * @param name for logs and statistics; may be empty
 * @param match which connections
 * @param filter the terminal network filter
 */
public record FilterChain(String name, FilterChainMatch match, NetworkFilter filter) {
  /** A chain for every connection. */
  public static FilterChain any(NetworkFilter filter) {
    return new FilterChain("", FilterChainMatch.ANY, filter);
  }
}
