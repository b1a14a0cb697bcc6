package dev.lateen.sidecar.admin;

import dev.lateen.sidecar.model.CircuitBreakers;
import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.stats.ClusterStatistics;
import dev.lateen.sidecar.stats.Statistics;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.TreeMap;

/** The clusters in force, in the two forms of Envoy's admin port. */
final class ClusterReport {
  private static final String SEPARATOR = "::";

  private final ProxyModel model;
  private final Statistics statistics;
  private final StringBuilder lines = new StringBuilder();

  ClusterReport(ProxyModel model, Statistics statistics) {
    this.model = model;
    this.statistics = statistics;
  }

  JsonObject json() {
    JsonArray clusters = new JsonArray();
    new TreeMap<>(model.clusters())
        .forEach(
            (name, cluster) ->
                clusters.add(
                    new JsonObject()
                        .put("name", name)
                        .put("host_statuses", ClusterJson.hosts(cluster))));
    return new JsonObject().put("cluster_statuses", clusters);
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
    }
    ClusterJson.endpoints(cluster).forEach(endpoint -> endpoint(cluster, endpoint));
  }

  private void endpoint(Cluster cluster, Endpoint endpoint) {
    String host =
        (endpoint.address().indexOf(':') < 0 ? endpoint.address() : "[" + endpoint.address() + "]")
            + ":"
            + endpoint.port();
    line(cluster, host, "health_flags", endpoint.healthy() ? "healthy" : "/failed_eds_health");
    line(cluster, host, "weight", endpoint.weight());
    line(cluster, host, "priority", endpoint.locality().priority());
    line(cluster, host, "region", endpoint.locality().region());
    line(cluster, host, "zone", endpoint.locality().zone());
    line(cluster, host, "sub_zone", endpoint.locality().subZone());
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
