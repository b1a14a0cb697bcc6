package dev.lateen.sidecar.admin;

import dev.lateen.sidecar.dataplane.DataPlaneState;
import dev.lateen.sidecar.lifecycle.Sidecar;
import dev.lateen.sidecar.model.ProxyModel;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** Everything that can be asked. */
final class Endpoints {
  private final Sidecar sidecar;
  private final String version;

  private Endpoints(Sidecar sidecar, String version) {
    this.sidecar = sidecar;
    this.version = version;
  }

  /** By path. */
  static Map<String, Endpoint> of(Sidecar sidecar, String version) {
    var endpoints = new Endpoints(sidecar, version);
    return Map.of(
        "/ready", get(() -> Health.readiness(sidecar)),
        "/live", get(Health::liveness),
        "/config_dump",
            get(
                () ->
                    Answer.json(
                        ConfigDump.of(
                            sidecar.config(),
                            sidecar.discovery(),
                            sidecar.dataPlane().state().certificates()))),
        "/server_info", get(endpoints::serverInfo),
        "/clusters", new Endpoint("GET", endpoints::clusters),
        "/stats", get(endpoints::stats),
        "/drain", new Endpoint("POST", parameters -> endpoints.drain()));
  }

  private static Endpoint get(Supplier<Answer> handler) {
    return new Endpoint("GET", parameters -> handler.get());
  }

  private Answer serverInfo() {
    Duration uptime = Duration.between(sidecar.started(), Instant.now());
    return Answer.json(ServerInfo.of(sidecar, version, uptime));
  }

  /** As text, or as JSON with {@code ?format=json}. */
  private Answer clusters(MultiMap parameters) {
    ClusterReport report =
        new ClusterReport(
            sidecar.discovery().live().orElse(ProxyModel.EMPTY), sidecar.dataPlane().state());
    return parameters.contains("format", "json", false)
        ? Answer.json(report.json())
        : Answer.text(report.text());
  }

  private Answer stats() {
    DataPlaneState state = sidecar.dataPlane().state();
    return Answer.metrics(
        ProcessText.of(sidecar.started()) + PrometheusText.of(state, Instant.now()));
  }

  /** Answers at once; readiness fails from here on. */
  private Answer drain() {
    sidecar.drain();
    return Answer.accepted("draining\n");
  }
}
