package dev.lateen.sidecar.upstream;

import java.util.Optional;
import java.util.function.Consumer;

/** Yields the host for a request. */
sealed interface HostSource permits GivenHosts, DnsHosts, OriginalHosts {
  /** Answers at once, or when the hosts are known; empty when there is none. */
  void pick(Origin origin, Consumer<Optional<HostPool>> use);

  /** Asked no more; forgets what it waits for. */
  void close();
}
