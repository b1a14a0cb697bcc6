package dev.lateen.operator.install;

import dev.lateen.operator.LateenSettings;
import dev.lateen.operator.LateenSettings.PlatformKind;
import dev.lateen.operator.install.gateway.GatewayController;
import dev.lateen.operator.install.ingress.IngressController;
import dev.lateen.operator.replica.Leadership;
import dev.lateen.operator.replica.ReplicaSettings;
import dev.lateen.operator.status.kubernetes.MeshStatusWriter;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Starts the reconcilers where the platform is Kubernetes ({@code lateen.platform=kubernetes}), and
 * is ready when they run, or wait to lead, and its webhooks answer.
 *
 * <p>Nothing here touches the client on another platform: a broken kubeconfig must not matter
 * there.
 */
@Readiness
@Singleton
public class KubernetesControllers implements HealthCheck {
  private static final Logger LOG = Logger.getLogger(KubernetesControllers.class);

  private final boolean kubernetes;
  private final Duration leave;
  private final Leadership leadership;
  private final Provider<KubernetesClient> client;
  private final Reconcilers reconcilers;
  private final Provider<MeshStatusWriter> meshStatus;
  private final RootConfigMaps roots;
  private final GatewayController gateways;
  private final IngressController ingresses;
  private final WebhookServing webhooks;
  private volatile boolean started;

  public KubernetesControllers(
      LateenSettings settings,
      ReplicaSettings replica,
      Leadership leadership,
      Provider<KubernetesClient> client,
      Reconcilers reconcilers,
      Provider<MeshStatusWriter> meshStatus,
      RootConfigMaps roots,
      GatewayController gateways,
      IngressController ingresses,
      WebhookServing webhooks) {
    this.kubernetes = settings.platform() == PlatformKind.KUBERNETES;
    this.leave = replica.leave();
    this.leadership = leadership;
    this.client = client;
    this.reconcilers = reconcilers;
    this.meshStatus = meshStatus;
    this.roots = roots;
    this.gateways = gateways;
    this.ingresses = ingresses;
    this.webhooks = webhooks;
  }

  void start(@Observes StartupEvent event) {
    if (!kubernetes) {
      return;
    }
    // Before anything of the operator SDK, whose own client depends on what the first one found
    // out.
    LOG.infof("platform=kubernetes server=%s", client.get().getMasterUrl());
    reconcilers.prepare();
    webhooks.start();
    reconcilers.start();
    meshStatus.get().start();
    roots.start();
    gateways.start();
    ingresses.start();
    started = true;
  }

  /**
   * Before anything ends: whoever still asks here gets its answer, until all have heard that this
   * replica is none any more. One that lost the lead has no time for that.
   */
  void leave(@Observes @Priority(1) ShutdownEvent event) {
    if (started && !leave.isZero() && !leadership.isOver()) {
      webhooks.leave();
      try {
        Thread.sleep(leave);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void stop(@Observes ShutdownEvent event) {
    if (started) {
      ingresses.stop();
      gateways.stop();
      roots.stop();
      meshStatus.get().stop();
      reconcilers.stop();
      webhooks.stop();
    }
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("reconcilers")
        .status(!kubernetes || started && webhooks.answer())
        .build();
  }
}
