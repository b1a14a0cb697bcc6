package dev.lateen.sidecar.upstream;

import java.util.Optional;

/** Where the hosts of a cluster come from, on one event loop. */
interface HostSource {
  /** Whether the hosts are known, so that one can be chosen. */
  boolean isKnown(Origin origin);

  /** Runs the task when the hosts are known, or never will be. */
  void whenKnown(Origin origin, Runnable task);

  /**
   * A host; empty when there is none that may be used.
   *
   * @param hash of the request or connection; random where it has none
   */
  Optional<UpstreamHost> pick(Origin origin, long hash);

  /** Ends whatever waits. */
  void close();
}
