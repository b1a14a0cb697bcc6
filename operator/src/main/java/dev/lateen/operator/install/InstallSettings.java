package dev.lateen.operator.install;

import dev.lateen.crds.Durations;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the operator installs. */
@Singleton
public class InstallSettings {
  private static final long MILLISECONDS_PER_SECOND = 1000;

  private final String version;

  /**
   * @param version version of the operator, and so of what it installs
   */
  public InstallSettings(@ConfigProperty(name = "quarkus.application.version") String version) {
    this.version = version;
  }

  String version() {
    return version;
  }

  /** How long proxies finish what is under way, in whole seconds. */
  public static String drainSeconds(ServiceMeshSpec spec) {
    long milliseconds = Durations.parse(spec.sidecar().drainDuration()).toMillis();
    return String.valueOf(Math.ceilDiv(milliseconds, MILLISECONDS_PER_SECOND));
  }
}
