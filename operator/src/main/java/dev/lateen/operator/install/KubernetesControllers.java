package dev.lateen.operator.install;

import dev.lateen.operator.LateenSettings;
import dev.lateen.operator.LateenSettings.PlatformKind;
import dev.lateen.operator.install.gateway.GatewayController;
import dev.lateen.operator.status.kubernetes.MeshStatusWriter;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Starts the reconcilers where the platform is Kubernetes ({@code lateen.platform=kubernetes}), and
 * is ready when they run. The definitions are applied before unless {@code lateen.crds.apply} is
 * false, which is for installations where somebody else manages them.
 *
 * <p>Nothing here touches the client on another platform: a broken kubeconfig must not matter
 * there.
 */
@Readiness
@Singleton
public class KubernetesControllers implements HealthCheck {
  private static final Logger LOG = Logger.getLogger(KubernetesControllers.class);

  private final boolean kubernetes;
  private final boolean applyDefinitions;
  private final Provider<KubernetesClient> client;
  private final Provider<Operator> operator;
  private final Provider<MeshStatusWriter> meshStatus;
  private final RootConfigMaps roots;
  private final GatewayController gateways;
  private volatile boolean started;

  public KubernetesControllers(
      LateenSettings settings,
      @ConfigProperty(name = "lateen.crds.apply", defaultValue = "true") boolean applyDefinitions,
      Provider<KubernetesClient> client,
      Provider<Operator> operator,
      Provider<MeshStatusWriter> meshStatus,
      RootConfigMaps roots,
      GatewayController gateways) {
    this.kubernetes = settings.platform() == PlatformKind.KUBERNETES;
    this.applyDefinitions = applyDefinitions;
    this.client = client;
    this.operator = operator;
    this.meshStatus = meshStatus;
    this.roots = roots;
    this.gateways = gateways;
  }

  void start(@Observes StartupEvent event) {
    if (!kubernetes) {
      return;
    }
    // Before anything of the operator SDK, whose own client depends on what the first one found
    // out.
    LOG.infof("platform=kubernetes server=%s", client.get().getMasterUrl());
    if (applyDefinitions) {
      new Definitions(client.get()).apply();
    }
    operator.get().start();
    meshStatus.get().start();
    roots.start();
    gateways.start();
    started = true;
  }

  void stop(@Observes ShutdownEvent event) {
    if (started) {
      gateways.stop();
      roots.stop();
      meshStatus.get().stop();
      operator.get().stop();
    }
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("reconcilers").status(started || !kubernetes).build();
  }
}
