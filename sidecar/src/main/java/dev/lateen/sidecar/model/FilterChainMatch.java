package dev.lateen.sidecar.model;

import dev.lateen.sidecar.model.Sniffed.Transport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which connections a chain takes (xDS {@code FilterChainMatch}): all conditions given must hold.
 *
 * @param destinationPort original destination port; empty for any
 * @param prefixRanges original destination address in one of these; empty for any
 * @param serverNames the TLS client asks for one of these, lower case, exact or {@code *.suffix};
 *     empty for any
 * @param transport plain or TLS; empty for any
 * @param applicationProtocols one of these is offered or seen; empty for any
 * @param sourcePrefixRanges address of the client in one of these; empty for any
 * @param sourcePorts port of the client is one of these; empty for any
 */
public record FilterChainMatch(
    OptionalInt destinationPort,
    List<CidrRange> prefixRanges,
    List<String> serverNames,
    Optional<Transport> transport,
    Set<String> applicationProtocols,
    List<CidrRange> sourcePrefixRanges,
    Set<Integer> sourcePorts) {
  /** Matches every connection. */
  public static final FilterChainMatch ANY = new FilterChainMatch(OptionalInt.empty(), List.of());

  /** Copies the collections. */
  public FilterChainMatch {
    prefixRanges = List.copyOf(prefixRanges);
    serverNames = List.copyOf(serverNames);
    applicationProtocols = Set.copyOf(applicationProtocols);
    sourcePrefixRanges = List.copyOf(sourcePrefixRanges);
    sourcePorts = Set.copyOf(sourcePorts);
  }

  /** A match of the destination alone. */
  public FilterChainMatch(OptionalInt destinationPort, List<CidrRange> prefixRanges) {
    this(destinationPort, prefixRanges, List.of(), Optional.empty(), Set.of(), List.of(), Set.of());
  }

  /** A match of one destination port. */
  public static FilterChainMatch port(int port) {
    return new FilterChainMatch(OptionalInt.of(port), List.of());
  }

  /** A match of TLS clients that ask for one of these names. */
  public static FilterChainMatch serverNames(String... names) {
    return new FilterChainMatch(
        OptionalInt.empty(),
        List.of(),
        List.of(names),
        Optional.of(Transport.TLS),
        Set.of(),
        List.of(),
        Set.of());
  }

  /** A match of plain bytes that are one of these protocols. */
  public static FilterChainMatch applicationProtocols(String... protocols) {
    return new FilterChainMatch(
        OptionalInt.empty(),
        List.of(),
        List.of(),
        Optional.of(Transport.PLAIN),
        Set.of(protocols),
        List.of(),
        Set.of());
  }

  /** A match of clients. */
  public static FilterChainMatch sources(CidrRange... ranges) {
    return new FilterChainMatch(
        OptionalInt.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Set.of(),
        List.of(ranges),
        Set.of());
  }

  /** Whether a choice needs the first bytes. */
  public boolean looksAtFirstBytes() {
    return !serverNames.isEmpty()
        || !applicationProtocols.isEmpty()
        || transport.equals(Optional.of(Transport.TLS));
  }
}
