package dev.lateen.sidecar.admin;

import dev.lateen.sidecar.lifecycle.Sidecar;
import dev.lateen.sidecar.model.ProxyModel;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.vertx.web.Param;
import io.quarkus.vertx.web.Route;
import io.quarkus.vertx.web.Route.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The admin endpoints besides health. Plain HTTP on loopback, for people and for scrapers. */
@Singleton
@SuppressWarnings("deprecation") // the registry of this Quarkus is the one Micrometer has replaced
final class AdminRoutes {
  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final int ACCEPTED = 202;

  private final Sidecar sidecar;
  private final PrometheusMeterRegistry meters;
  private final String version;

  @Inject
  AdminRoutes(
      Sidecar sidecar,
      PrometheusMeterRegistry meters,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.sidecar = sidecar;
    this.meters = meters;
    this.version = version;
  }

  @Route(path = "/config_dump", methods = HttpMethod.GET, produces = JSON)
  String configDump() {
    return ConfigDump.of(sidecar.config(), sidecar.discovery()).encodePrettily();
  }

  @Route(path = "/server_info", methods = HttpMethod.GET, produces = JSON)
  String serverInfo() {
    return ServerInfo.of(sidecar, version, Duration.between(sidecar.started(), Instant.now()))
        .encodePrettily();
  }

  /** As text, or as JSON with {@code ?format=json}. */
  @Route(path = "/clusters", methods = HttpMethod.GET)
  void clusters(RoutingContext context, @Param Optional<String> format) {
    boolean json = format.filter("json"::equals).isPresent();
    ClusterReport report =
        new ClusterReport(
            sidecar.discovery().live().orElse(ProxyModel.EMPTY), sidecar.dataPlane().state());
    context
        .response()
        .putHeader("content-type", json ? JSON : TEXT)
        .end(json ? report.json().encodePrettily() : report.text());
  }

  @Route(path = "/stats", methods = HttpMethod.GET, produces = PROMETHEUS)
  String stats() {
    return meters.scrape() + PrometheusText.of(sidecar.dataPlane().state().statistics());
  }

  /** Answers at once; readiness fails from here on. */
  @Route(path = "/drain", methods = HttpMethod.POST)
  void drain(RoutingContext context) {
    sidecar.drain();
    context.response().setStatusCode(ACCEPTED).putHeader("content-type", TEXT).end("draining\n");
  }
}
