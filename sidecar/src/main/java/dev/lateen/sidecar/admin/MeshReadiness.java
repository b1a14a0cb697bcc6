package dev.lateen.sidecar.admin;

import dev.lateen.sidecar.lifecycle.Sidecar;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Behind {@code /ready}: up only when a model is live and its listeners take connections. */
@Readiness
@Singleton
final class MeshReadiness implements HealthCheck {
  private final Sidecar sidecar;

  @Inject
  MeshReadiness(Sidecar sidecar) {
    this.sidecar = sidecar;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<String> reason = sidecar.notReady();
    var response = HealthCheckResponse.named("mesh").status(reason.isEmpty());
    reason.ifPresent(text -> response.withData("reason", text));
    sidecar.discovery().live().ifPresent(model -> response.withData("model", model.version()));
    return response.build();
  }
}
