package dev.lateen.operator.authority;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** How the authority is reached. */
@ConfigMapping(prefix = "lateen.identity")
public interface IdentitySettings {
  /** Whether this operator is the authority of the mesh. */
  @WithDefault("true")
  boolean enabled();

  /** Address to listen on. */
  @WithDefault("0.0.0.0")
  String host();

  /** Port to listen on; 0 for any free one. */
  @WithDefault("15012")
  int port();

  /** Namespace where a cluster keeps the authority, if the operator runs outside of it. */
  @WithDefault("lateen-system")
  String namespace();

  /** Names workloads call it by, beside those of its Service. */
  @WithDefault("localhost")
  List<String> names();

  /** IP addresses workloads call it by. */
  @WithDefault("127.0.0.1")
  List<String> addresses();
}
