package dev.lateen.sidecar.admin;

import static dev.lateen.sidecar.admin.Documents.object;
import static dev.lateen.sidecar.admin.Documents.objects;

import dev.lateen.sidecar.dataplane.DataPlaneState;
import dev.lateen.sidecar.model.CircuitBreakers;
import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.stats.ClusterStatistics;
import dev.lateen.sidecar.stats.EndpointHealth;
import dev.lateen.sidecar.stats.Statistics;
import jakarta.json.JsonObjectBuilder;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;

/** The clusters in force, in the two forms of Envoy's admin port. */
final class ClusterReport {
  private static final String SEPARATOR = "::";

  private final ProxyModel model;
  private final Statistics statistics;
  private final Map<String, Map<InetSocketAddress, EndpointHealth>> health;
  private final StringBuilder lines = new StringBuilder();

  ClusterReport(ProxyModel model, DataPlaneState state) {
    this.model = model;
    this.statistics = state.statistics();
    this.health = state.health();
  }

  JsonObjectBuilder json() {
    return object()
        .add("cluster_statuses", objects(new TreeMap<>(model.clusters()).values(), this::status));
  }

  private JsonObjectBuilder status(Cluster cluster) {
    return object()
        .add("name", cluster.name())
        .add("host_statuses", ClusterJson.hosts(cluster, endpoint -> health(cluster, endpoint)));
  }

  String text() {
    new TreeMap<>(model.clusters()).values().forEach(this::cluster);
    return lines.toString();
  }

  private void cluster(Cluster cluster) {
    CircuitBreakers limits = cluster.circuitBreakers();
    line(cluster, "default_priority", "max_connections", limits.maxConnections());
    line(cluster, "default_priority", "max_pending_requests", limits.maxPendingRequests());
    line(cluster, "default_priority", "max_requests", limits.maxRequests());
    line(cluster, "default_priority", "max_retries", limits.maxRetries());
    ClusterStatistics counted = statistics.clusters().get(cluster.name());
    if (counted != null) {
      line(cluster, "stats", "cx_total", counted.connections());
      line(cluster, "stats", "cx_active", counted.connectionsActive());
      line(cluster, "stats", "cx_connect_fail", counted.connectFailures());
      line(cluster, "stats", "rq_total", counted.requests());
      line(cluster, "stats", "rq_active", counted.requestsActive());
      line(cluster, "stats", "upstream_cx_overflow", counted.limits().connectionOverflows());
      line(cluster, "stats", "upstream_rq_pending_active", counted.limits().pendingActive());
      line(cluster, "stats", "upstream_rq_pending_overflow", counted.limits().pendingOverflows());
      line(cluster, "stats", "upstream_rq_retry_overflow", counted.limits().retryOverflows());
      line(cluster, "stats", "outlier_detection.ejections_active", counted.outliers().ejected());
    }
    ClusterJson.endpoints(cluster).forEach(endpoint -> endpoint(cluster, endpoint));
  }

  private void endpoint(Cluster cluster, Endpoint endpoint) {
    String host =
        (endpoint.address().indexOf(':') < 0 ? endpoint.address() : "[" + endpoint.address() + "]")
            + ":"
            + endpoint.port();
    line(cluster, host, "health_flags", flags(endpoint, health(cluster, endpoint)));
    line(cluster, host, "weight", endpoint.weight());
    line(cluster, host, "priority", endpoint.locality().priority());
    line(cluster, host, "region", endpoint.locality().region());
    line(cluster, host, "zone", endpoint.locality().zone());
    line(cluster, host, "sub_zone", endpoint.locality().subZone());
  }

  private EndpointHealth health(Cluster cluster, Endpoint endpoint) {
    InetSocketAddress address =
        InetSocketAddress.createUnresolved(endpoint.address(), endpoint.port());
    return health.getOrDefault(cluster.name(), Map.of()).entrySet().stream()
        .filter(entry -> isAt(entry.getKey(), address))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(EndpointHealth.WELL);
  }

  private static boolean isAt(InetSocketAddress known, InetSocketAddress asked) {
    return known.getPort() == asked.getPort()
        && known.getAddress().getHostAddress().equals(asked.getHostString());
  }

  private static String flags(Endpoint endpoint, EndpointHealth health) {
    String flags =
        (health.failsChecks() ? "/failed_active_hc" : "")
            + (health.ejected() ? "/failed_outlier_check" : "")
            + (endpoint.healthy() ? "" : "/failed_eds_health");
    return flags.isEmpty() ? "healthy" : flags;
  }

  private void line(Cluster cluster, String subject, String name, Object value) {
    lines
        .append(cluster.name())
        .append(SEPARATOR)
        .append(subject)
        .append(SEPARATOR)
        .append(name)
        .append(SEPARATOR)
        .append(value)
        .append('\n');
  }
}
