package dev.lateen.sidecar;

import dev.lateen.sidecar.admin.AdminServer;
import dev.lateen.sidecar.config.ProbeConfig;
import dev.lateen.sidecar.dataplane.DataPlaneState;
import dev.lateen.sidecar.lifecycle.Sidecar;
import dev.lateen.sidecar.probe.ProbeServer;
import io.netty.channel.EventLoopGroup;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** The sidecar while it runs: joins the mesh, and on SIGTERM or SIGINT drains and ends with 0. */
public final class SidecarApplication implements QuarkusApplication {
  private static final Logger LOG = Logger.getLogger(SidecarApplication.class);

  private final AdminServer admin;
  private final ProbeServer probes;
  private final Sidecar sidecar;

  /** Made by Quarkus; nothing listens yet. */
  @Inject
  public SidecarApplication(AdminServer admin, EventLoopGroup loops, Sidecar sidecar) {
    this.admin = admin;
    this.probes =
        new ProbeServer(
            loops,
            sidecar.config().nodeAddress(),
            ProbeConfig.read(System.getenv()),
            sidecar::notReady);
    this.sidecar = sidecar;
  }

  @Override
  public int run(String... arguments) {
    admin.start();
    probes.start();
    DataPlaneState state = sidecar.dataPlane().state();
    LOG.infof(
        "event=started runtime=\"%s\" transport=%s tls_engine=%s",
        System.getProperty("java.vm.name"), state.transport(), state.tlsEngine().name());
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
