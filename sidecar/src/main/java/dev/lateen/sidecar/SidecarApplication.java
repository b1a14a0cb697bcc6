package dev.lateen.sidecar;

import dev.lateen.sidecar.lifecycle.Sidecar;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** The sidecar while it runs: joins the mesh, and on SIGTERM or SIGINT drains and ends with 0. */
public final class SidecarApplication implements QuarkusApplication {
  private static final Logger LOG = Logger.getLogger(SidecarApplication.class);

  private final Sidecar sidecar;

  /** Made by Quarkus, when the admin port listens. */
  @Inject
  public SidecarApplication(Sidecar sidecar) {
    this.sidecar = sidecar;
  }

  @Override
  public int run(String... arguments) {
    LOG.infof(
        "admin listening address=127.0.0.1 port=%s",
        ConfigProvider.getConfig().getValue("quarkus.http.port", String.class));
    sidecar.start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "lateen-end"));
    Quarkus.waitForExit();
    return 0;
  }

  /**
   * Only a signal begins a shutdown, and the JVM would end with 128 + its number: what was drained
   * as asked has succeeded. Quarkus stops no part before the drain is over, see DrainOnShutdown.
   */
  private void end() {
    sidecar.drain().toCompletableFuture().join();
    Runtime.getRuntime().halt(0);
  }
}
