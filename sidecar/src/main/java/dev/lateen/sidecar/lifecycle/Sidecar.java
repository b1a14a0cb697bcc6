package dev.lateen.sidecar.lifecycle;

import dev.lateen.sidecar.config.HostPort;
import dev.lateen.sidecar.config.SidecarConfig;
import dev.lateen.sidecar.dataplane.DataPlane;
import dev.lateen.sidecar.identity.CurrentSvid;
import dev.lateen.sidecar.identity.SvidRenewal;
import dev.lateen.sidecar.identity.workloadapi.WorkloadApi;
import dev.lateen.sidecar.xds.AdsClient;
import dev.lateen.sidecar.xds.AdsStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** The parts of a running sidecar. Safe for any thread. */
public final class Sidecar {
  private static final Logger LOG = Logger.getLogger(Sidecar.class);

  private final SidecarConfig config;
  private final DataPlane dataPlane;
  private final AdsClient discovery;
  private final CurrentSvid svid;
  private final Optional<SvidRenewal> renewal;
  private final Optional<WorkloadApi> workloadApi;
  private final Instant started;
  private final AtomicBoolean draining = new AtomicBoolean();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();

  Sidecar(
      SidecarConfig config,
      DataPlane dataPlane,
      AdsClient discovery,
      CurrentSvid svid,
      Optional<SvidRenewal> renewal,
      Optional<WorkloadApi> workloadApi,
      Instant started) {
    this.svid = svid;
    this.renewal = renewal;
    this.workloadApi = workloadApi;
    this.started = started;
    this.config = config;
    this.dataPlane = dataPlane;
    this.discovery = discovery;
  }

  /** Its settings. */
  public SidecarConfig config() {
    return config;
  }

  /** How the conversation with discovery stands. */
  public AdsStatus discovery() {
    return discovery.status();
  }

  /** When it was made. */
  public Instant started() {
    return started;
  }

  /** What carries the traffic. */
  public DataPlane dataPlane() {
    return dataPlane;
  }

  /** Why no traffic should be sent here; empty when it should. */
  public Optional<String> notReady() {
    if (draining.get()) {
      return Optional.of("draining");
    }
    if (config.hasIdentity() && svid.get().isEmpty()) {
      return Optional.of(
          "waiting for an identity from " + config.authority().map(HostPort::toString).orElse(""));
    }
    AdsStatus status = discovery();
    if (status.live().isEmpty()) {
      return Optional.of(
          status.connected()
              ? "no complete model yet, missing: " + status.missing()
              : "waiting for discovery at " + config.discovery());
    }
    if (status.live().get().listeners().isEmpty()) {
      return Optional.of("no listener: discovery does not know " + config.nodeId() + " yet");
    }
    return Optional.empty();
  }

  /**
   * Joins the mesh. Returns at once; the sidecar becomes ready when a model is live.
   *
   * @throws java.io.UncheckedIOException when the socket of the Workload API cannot be listened on
   */
  public void start() {
    workloadApi.ifPresent(WorkloadApi::start);
    svid.onReplace(_ -> discovery.hurry());
    renewal.ifPresent(SvidRenewal::start);
    discovery.start();
  }

  /**
   * Stops accepting, and lets requests under way finish for as long as the settings say. A second
   * call joins the first.
   */
  public CompletionStage<Void> drain() {
    if (draining.compareAndSet(false, true)) {
      begin();
    }
    return drained.minimalCompletionStage();
  }

  private void begin() {
    LOG.infof("draining seconds=%d", config.drain().toSeconds());
    discovery.close();
    renewal.ifPresent(SvidRenewal::close);
    dataPlane
        .drain(config.drain())
        .thenRun(this::end)
        .whenComplete(
            (nothing, failure) -> {
              if (failure == null) {
                drained.complete(nothing);
              } else {
                drained.completeExceptionally(failure);
              }
            });
  }

  private void end() {
    workloadApi.ifPresent(WorkloadApi::close);
    LOG.info("drained");
  }
}
