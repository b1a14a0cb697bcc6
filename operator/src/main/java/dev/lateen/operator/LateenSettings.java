package dev.lateen.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What the control plane as a whole is told. */
@ConfigMapping(prefix = "lateen")
public interface LateenSettings {

  /** Where services and rules come from. */
  @WithDefault("kubernetes")
  PlatformKind platform();

  /**
   * The revision that this operator serves beside the main one: it injects and streams, and never
   * leads. Empty for the main one.
   */
  Optional<String> revision();

  /** Settings of the local platform. */
  Local local();

  /** The platforms. */
  enum PlatformKind {
    /** A cluster, by its API server. */
    KUBERNETES,
    /** A directory of YAML documents. */
    LOCAL
  }

  /** Settings of the local platform. */
  interface Local {
    /** The mesh directory; must be set where the platform is local. */
    Optional<Path> directory();
  }
}
