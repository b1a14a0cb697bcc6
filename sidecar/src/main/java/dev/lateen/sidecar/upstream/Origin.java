package dev.lateen.sidecar.upstream;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What the choice of an endpoint may depend on.
 *
 * @param originalDestination where a captured connection wanted to go
 */
public record Origin(Optional<InetSocketAddress> originalDestination) {
  /** Nothing known. */
  public static final Origin NONE = new Origin(Optional.empty());
}
