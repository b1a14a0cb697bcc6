package dev.lateen.sidecar.admin;

import static dev.lateen.sidecar.admin.Documents.array;
import static dev.lateen.sidecar.admin.Documents.object;
import static dev.lateen.sidecar.admin.Documents.objects;

import dev.lateen.sidecar.config.HostPort;
import dev.lateen.sidecar.config.SidecarConfig;
import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.tls.MeshCertificates;
import dev.lateen.sidecar.xds.AdsStatus;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything the sidecar was told, as one JSON document. */
final class ConfigDump {
  private ConfigDump() {}

  static JsonObjectBuilder of(
      SidecarConfig config, AdsStatus status, MeshCertificates certificates) {
    JsonObjectBuilder versions = object();
    status.versions().forEach((type, version) -> versions.add(type.name(), version));
    ProxyModel model = status.live().orElse(ProxyModel.EMPTY);
    Collection<Cluster> clusters = new TreeMap<>(model.clusters()).values();
    return object()
        .add("node", node(config))
        .add("connected", status.connected())
        .add("versions", versions)
        .add("live_version", model.version())
        .add("missing", array(status.missing().stream().sorted().toList()))
        .add("last_error", status.lastError().orElse(""))
        .add("listeners", objects(model.listeners(), ListenerJson::of))
        .add("routes", objects(tables(model).values(), RouteJson::of))
        .add("clusters", objects(clusters, ClusterJson::of))
        .add("endpoints", objects(clusters, ConfigDump::endpoints))
        .add("certificates", certificates(certificates));
  }

  private static JsonObjectBuilder endpoints(Cluster cluster) {
    return object().add("cluster", cluster.name()).add("hosts", ClusterJson.hosts(cluster));
  }

  private static JsonArrayBuilder certificates(MeshCertificates certificates) {
    return objects(
        certificates.certificates(),
        entry ->
            object()
                .add("certificate", entry.kind())
                .add("subject", entry.subject())
                .add("serial", entry.serial().toString(16))
                .add("not_before", entry.notBefore().toString())
                .add("not_after", entry.notAfter().toString())
                .add("sha256", entry.sha256()));
  }

  private static JsonObjectBuilder node(SidecarConfig config) {
    return object()
        .add("id", config.nodeId())
        .add("discovery", config.discovery().toString())
        .add("authority", config.authority().map(HostPort::toString).orElse(""))
        .add("capture", config.capture().name());
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
