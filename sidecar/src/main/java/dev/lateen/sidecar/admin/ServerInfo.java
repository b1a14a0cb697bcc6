package dev.lateen.sidecar.admin;

import static dev.lateen.sidecar.admin.Documents.object;

import dev.lateen.sidecar.dataplane.DataPlaneState;
import dev.lateen.sidecar.lifecycle.Sidecar;
import dev.lateen.sidecar.model.ProxyModel;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;

/** What runs here, since when. */
final class ServerInfo {
  private ServerInfo() {}

  static JsonObjectBuilder of(Sidecar sidecar, String version, Duration uptime) {
    DataPlaneState state = sidecar.dataPlane().state();
    return object()
        .add("version", version)
        .add("uptime_seconds", uptime.toSeconds())
        .add("node", sidecar.config().nodeId())
        .add("model", sidecar.discovery().live().map(ProxyModel::version).orElse(""))
        .add("runtime", System.getProperty("java.vm.name"))
        .add("transport", state.transport())
        .add("tls_engine", state.tlsEngine().name())
        .add("state", sidecar.notReady().map(reason -> "NOT_READY: " + reason).orElse("READY"));
  }
}
