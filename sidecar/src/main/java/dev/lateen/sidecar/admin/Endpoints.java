package dev.lateen.sidecar.admin;

import dev.lateen.sidecar.dataplane.DataPlaneState;
import dev.lateen.sidecar.lifecycle.Sidecar;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.plainhttp.Answer;
import dev.lateen.sidecar.plainhttp.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** Everything that can be asked. */
final class Endpoints {
  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  /** The text format of Prometheus, 0.0.4. */
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

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
                    Documents.answer(
                        ConfigDump.of(
                            sidecar.config(),
                            sidecar.discovery(),
                            sidecar.dataPlane().state().certificates()))),
        "/server_info", get(endpoints::serverInfo),
        "/clusters", new Endpoint("GET", endpoints::clusters),
        "/stats", get(endpoints::stats),
        "/drain", new Endpoint("POST", _ -> endpoints.drain()));
  }

  private static Endpoint get(Supplier<Answer> handler) {
    return new Endpoint("GET", _ -> handler.get());
  }

  private Answer serverInfo() {
    Duration uptime = Duration.between(sidecar.started(), Instant.now());
    return Documents.answer(ServerInfo.of(sidecar, version, uptime));
  }

  /** As text, or as JSON with {@code ?format=json}. */
  private Answer clusters(Request request) {
    ClusterReport report =
        new ClusterReport(
            sidecar.discovery().live().orElse(ProxyModel.EMPTY), sidecar.dataPlane().state());
    return request.says("format", "json")
        ? Documents.answer(report.json())
        : Answer.text(report.text());
  }

  private Answer stats() {
    DataPlaneState state = sidecar.dataPlane().state();
    return Answer.of(
        OK,
        PROMETHEUS,
        ProcessText.of(sidecar.started()) + PrometheusText.of(state, Instant.now()));
  }

  /** Answers at once; readiness fails from here on. */
  private Answer drain() {
    sidecar.drain();
    return Answer.text(ACCEPTED, "draining\n");
  }
}
