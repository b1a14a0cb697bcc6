package dev.lateen.sidecar.upstream;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Finds the addresses of a host name. Never blocks its caller. */
@FunctionalInterface
public interface Resolver {
  /**
   * All addresses; fails with {@link java.net.UnknownHostException} when there is none. Completed
   * on any thread.
   */
  CompletionStage<List<InetAddress>> resolve(String host);
}
