package dev.lateen.sidecar.model;

import java.util.List;
import java.util.OptionalInt;

/**
 * Which connections a chain takes (xDS {@code FilterChainMatch}): all conditions given must hold.
 *
 * @param destinationPort original destination port; empty for any
 * @param prefixRanges original destination address in one of these; empty for any
 */
public record FilterChainMatch(OptionalInt destinationPort, List<CidrRange> prefixRanges) {
  /** Matches every connection. */
  public static final FilterChainMatch ANY = new FilterChainMatch(OptionalInt.empty(), List.of());

  private static final int PORT_RANK = 1_000;

  /** Copies the list. */
  public FilterChainMatch {
    prefixRanges = List.copyOf(prefixRanges);
  }

  /** A match of one destination port. */
  public static FilterChainMatch port(int port) {
    return new FilterChainMatch(OptionalInt.of(port), List.of());
  }

  /**
   * How specific the match is for this destination: -1 for no match, 0 for "matches everything",
   * more is more specific.
   */
  int rank(String address, int port) {
    if (destinationPort.isPresent() && destinationPort.getAsInt() != port) {
      return -1;
    }
    int rank = destinationPort.isPresent() ? PORT_RANK : 0;
    if (prefixRanges.isEmpty()) {
      return rank;
    }
    int longest = -1;
    for (CidrRange range : prefixRanges) {
      if (range.contains(address)) {
        longest = Math.max(longest, range.prefixLength());
      }
    }
    return longest < 0 ? -1 : rank + 1 + longest;
  }
}
