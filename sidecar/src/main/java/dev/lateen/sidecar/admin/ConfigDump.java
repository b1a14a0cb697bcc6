package dev.lateen.sidecar.admin;

import dev.lateen.sidecar.config.HostPort;
import dev.lateen.sidecar.config.SidecarConfig;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.tls.MeshCertificates;
import dev.lateen.sidecar.xds.AdsStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything the sidecar was told, as one JSON document. */
final class ConfigDump {
  private ConfigDump() {}

  static JsonObject of(SidecarConfig config, AdsStatus status, MeshCertificates certificates) {
    JsonObject versions = new JsonObject();
    status.versions().forEach((type, version) -> versions.put(type.name(), version));
    ProxyModel model = status.live().orElse(ProxyModel.EMPTY);
    JsonArray listeners = new JsonArray();
    model.listeners().forEach(listener -> listeners.add(ListenerJson.of(listener)));
    JsonArray routes = new JsonArray();
    tables(model).values().forEach(table -> routes.add(RouteJson.of(table)));
    JsonArray clusters = new JsonArray();
    JsonArray endpoints = new JsonArray();
    new TreeMap<>(model.clusters())
        .forEach(
            (name, cluster) -> {
              clusters.add(ClusterJson.of(cluster));
              endpoints.add(
                  new JsonObject().put("cluster", name).put("hosts", ClusterJson.hosts(cluster)));
            });
    return new JsonObject()
        .put("node", node(config))
        .put("connected", status.connected())
        .put("versions", versions)
        .put("live_version", model.version())
        .put("missing", new JsonArray(status.missing().stream().sorted().toList()))
        .put("last_error", status.lastError().orElse(""))
        .put("listeners", listeners)
        .put("routes", routes)
        .put("clusters", clusters)
        .put("endpoints", endpoints)
        .put("certificates", certificates(certificates));
  }

  private static JsonArray certificates(MeshCertificates certificates) {
    JsonArray json = new JsonArray();
    certificates
        .certificates()
        .forEach(
            entry ->
                json.add(
                    new JsonObject()
                        .put("certificate", entry.kind())
                        .put("subject", entry.subject())
                        .put("serial", entry.serial().toString(16))
                        .put("not_before", entry.notBefore().toString())
                        .put("not_after", entry.notAfter().toString())
                        .put("sha256", entry.sha256())));
    return json;
  }

  private static JsonObject node(SidecarConfig config) {
    return new JsonObject()
        .put("id", config.nodeId())
        .put("discovery", config.discovery().toString())
        .put("authority", config.authority().map(HostPort::toString).orElse(""))
        .put("capture", config.capture().name());
  }

  private static Map<String, RouteTable> tables(ProxyModel model) {
    Map<String, RouteTable> tables = new TreeMap<>();
    model.listeners().stream()
        .flatMap(
            listener ->
                Stream.concat(listener.filterChains().stream(), listener.defaultChain().stream()))
        .map(FilterChain::filter)
        .forEach(
            filter -> {
              if (filter instanceof HttpConnectionManager http) {
                tables.put(http.routes().name(), http.routes());
              }
            });
    return tables;
  }
}
