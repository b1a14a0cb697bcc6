package dev.lateen.sidecar.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A listener (xDS {@code config.listener.v3.Listener}).
 *
 * @param name unique within the model
 * @param address IP address to bind; {@code 0.0.0.0} for all of IPv4, {@code ::} for all
 * @param port 1..65535, or 0 for any free port (tests)
 * @param bound false for a listener that only receives connections handed over by a listener with
 *     {@code usesOriginalDestination}
 * @param usesOriginalDestination filter chains match on the original destination, and the
 *     connection is handed to the unbound listener of that destination and of the same direction:
 *     the one with its address and port, else the one for all addresses with its port, else it is
 *     served here
 * @param direction for statistics and defaults
 * @param detection what is waited for before a chain is chosen
 * @param filterChains tried by {@link FilterChainMatch}; the most specific wins
 * @param defaultChain for connections that match no chain; without it they are closed
 */
public record Listener(
    String name,
    String address,
    int port,
    boolean bound,
    boolean usesOriginalDestination,
    Direction direction,
    Detection detection,
    List<FilterChain> filterChains,
    Optional<FilterChain> defaultChain) {

  /** Copies the list. */
  public Listener {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "listener " + name + ": port " + port + " is not in 0..65535");
    }
    filterChains = List.copyOf(filterChains);
  }

  /** Without detection. */
  public Listener(
      String name,
      String address,
      int port,
      boolean bound,
      boolean usesOriginalDestination,
      Direction direction,
      List<FilterChain> filterChains,
      Optional<FilterChain> defaultChain) {
    this(
        name,
        address,
        port,
        bound,
        usesOriginalDestination,
        direction,
        Detection.NONE,
        filterChains,
        defaultChain);
  }

  /** The same with other chains. */
  public Listener withChains(
      Detection otherDetection, List<FilterChain> chains, Optional<FilterChain> otherDefault) {
    return new Listener(
        name,
        address,
        port,
        bound,
        usesOriginalDestination,
        direction,
        otherDetection,
        chains,
        otherDefault);
  }

  /** All chains, the default one last. */
  public Stream<FilterChain> chains() {
    return Stream.concat(filterChains.stream(), defaultChain.stream());
  }

  /** Whether a connection must say something before its chain can be chosen. */
  public boolean waitsFor(ConnectionFacts facts) {
    return detection.isNeeded() && ChainChoice.dependsOnFirstBytes(filterChains, facts);
  }

  /**
   * What is waited for on a connection. Only where bytes would be carried to a server, which may be
   * the one that speaks first, does silence tell anything soon; who calls for HTTP, or must prove
   * who it is, speaks first, and may be slow because its machine is busy.
   */
  public Detection detectionFor(ConnectionFacts facts) {
    boolean serverMaySpeak =
        chainFor(facts.with(Sniffed.PLAIN))
            .filter(chain -> chain.filter() instanceof TcpProxy)
            .isPresent();
    return serverMaySpeak ? detection : detection.patient();
  }

  /** Whether a connection that speaks plainly finds a chain here only if it speaks TLS. */
  public boolean demandsTls(ConnectionFacts facts) {
    return facts.sniffed().transport() == Sniffed.Transport.PLAIN
        && chainFor(facts).isEmpty()
        && ChainChoice.takesTls(filterChains, facts);
  }

  /** The chain for a connection: the most specific one, else the default. */
  public Optional<FilterChain> chainFor(ConnectionFacts facts) {
    return ChainChoice.of(filterChains, facts).or(() -> defaultChain);
  }
}
