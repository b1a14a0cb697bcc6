package dev.lateen.operator.replica;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the replicas of the operator know each other. */
@ConfigMapping(prefix = "lateen.replica")
public interface ReplicaSettings {
  /** What this one is called; no other may be called so. */
  @WithDefault("${HOSTNAME:lateen-operator}")
  String name();

  /** Host and port where the others reach its authority ({@code lateen.identity.port}). */
  @WithDefault("127.0.0.1:${lateen.identity.port}")
  String address();

  /**
   * After what time without a sign of its leader another takes over. The leader itself gives up
   * after two thirds of it: default 20 s, as a single request may take 10 s before it is given up.
   */
  @WithDefault("30s")
  Duration lease();

  /** How long it goes on answering when it has been told to end. */
  @WithDefault("0s")
  Duration leave();

  /** What this one writes into the lease: who leads, and where it is reached. */
  default Replica self() {
    return new Replica(name(), address());
  }
}
