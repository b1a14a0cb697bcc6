package dev.lateen.sidecar.admin;

import dev.lateen.sidecar.dataplane.DataPlaneState;
import dev.lateen.sidecar.lifecycle.Sidecar;
import dev.lateen.sidecar.model.ProxyModel;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** What runs here, since when. */
final class ServerInfo {
  private ServerInfo() {}

  static JsonObject of(Sidecar sidecar, String version, Duration uptime) {
    DataPlaneState state = sidecar.dataPlane().state();
    return new JsonObject()
        .put("version", version)
        .put("uptime_seconds", uptime.toSeconds())
        .put("node", sidecar.config().nodeId())
        .put("model", sidecar.discovery().live().map(ProxyModel::version).orElse(""))
        .put("runtime", System.getProperty("java.vm.name"))
        .put("transport", state.transport())
        .put("tls_engine", state.tlsEngine().name())
        .put("state", sidecar.notReady().map(reason -> "NOT_READY: " + reason).orElse("READY"));
  }
}
