package dev.lateen.operator;

import dev.lateen.operator.discovery.DiscoveryService;
import dev.lateen.operator.platform.Platform;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the platform was read once and proxies can connect. */
@Readiness
@Singleton
class ControlPlaneReadiness implements HealthCheck {
  private final Platform platform;
  private final DiscoveryService discovery;

  ControlPlaneReadiness(Platform platform, DiscoveryService discovery) {
    this.platform = platform;
    this.discovery = discovery;
  }

  @Override
  public HealthCheckResponse call() {
    var response =
        HealthCheckResponse.named("control plane")
            .withData("platformSynced", platform.synced())
            .withData("discoveryListening", discovery.listening());
    platform.problem().ifPresent(problem -> response.withData("problem", problem));
    return response.status(platform.synced() && discovery.listening()).build();
  }
}
