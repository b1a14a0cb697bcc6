package dev.lateen.sidecar.upstream;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What the choice of an endpoint may depend on.
 *
 * @param originalDestination where a captured connection wanted to go
 * @param source address of the client
 * @param authority of the request, where endpoints are found by it
 */
public record Origin(
    Optional<InetSocketAddress> originalDestination,
    Optional<InetAddress> source,
    Optional<String> authority) {
  /** Of a connection. */
  public Origin(Optional<InetSocketAddress> originalDestination, Optional<InetAddress> source) {
    this(originalDestination, source, Optional.empty());
  }

  /** Of a request on it. */
  public Origin asking(String named) {
    return new Origin(originalDestination, source, Optional.of(named));
  }
}
