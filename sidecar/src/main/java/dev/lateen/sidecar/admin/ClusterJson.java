package dev.lateen.sidecar.admin;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Discovery;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.UpstreamTransport;
import dev.lateen.sidecar.stats.EndpointHealth;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Clusters and their endpoints as JSON, for people. */
final class ClusterJson {
  private ClusterJson() {}

  static JsonObject of(Cluster cluster) {
    JsonObject json =
        new JsonObject()
            .put("name", cluster.name())
            .put("discovery", cluster.discovery().getClass().getSimpleName())
            .put("lb_policy", cluster.loadBalancing().algorithm().getClass().getSimpleName())
            .put("connect_timeout", cluster.connectTimeout().toString())
            .put("max_requests_per_connection", cluster.maxRequestsPerConnection())
            .put("tls", cluster.tls().isPresent())
            .put("http", cluster.http().getClass().getSimpleName())
            .put("transports", transports(cluster))
            .put("max_connections", cluster.circuitBreakers().maxConnections())
            .put("max_pending_requests", cluster.circuitBreakers().maxPendingRequests())
            .put("max_requests", cluster.circuitBreakers().maxRequests())
            .put("max_retries", cluster.circuitBreakers().maxRetries());
    cluster
        .outlierDetection()
        .ifPresent(
            outlier ->
                json.put(
                    "outlier_detection",
                    new JsonObject()
                        .put("consecutive_5xx", outlier.consecutiveServerErrors())
                        .put("interval", outlier.interval().toString())
                        .put("base_ejection_time", outlier.baseEjectionTime().toString())
                        .put("max_ejection_percent", outlier.maxEjectionPercent())));
    return json;
  }

  /** The names of the ways to connect between which endpoints decide. */
  private static JsonArray transports(Cluster cluster) {
    return new JsonArray(
        cluster.transport().choices().stream().map(UpstreamTransport.Choice::name).toList());
  }

  /** Those that are known without asking a name server. */
  static List<Endpoint> endpoints(Cluster cluster) {
    return switch (cluster.discovery()) {
      case Discovery.Endpoints given -> given.endpoints();
      case Discovery.Dns dns -> dns.names();
      case Discovery.OriginalDestination original -> List.of();
      case Discovery.Requested requested -> List.of();
    };
  }

  static JsonArray hosts(Cluster cluster) {
    return hosts(cluster, endpoint -> EndpointHealth.WELL);
  }

  static JsonArray hosts(Cluster cluster, Function<Endpoint, EndpointHealth> health) {
    JsonArray hosts = new JsonArray();
    endpoints(cluster).forEach(endpoint -> hosts.add(host(endpoint, health.apply(endpoint))));
    return hosts;
  }

  private static JsonObject host(Endpoint endpoint, EndpointHealth health) {
    return new JsonObject()
        .put(
            "address",
            new JsonObject()
                .put(
                    "socket_address",
                    new JsonObject()
                        .put("address", endpoint.address())
                        .put("port_value", endpoint.port())))
        .put("weight", endpoint.weight())
        .put("transport_labels", new JsonObject(Map.copyOf(endpoint.labels())))
        .put("priority", endpoint.locality().priority())
        .put(
            "health_status",
            new JsonObject()
                .put("eds_health_status", endpoint.healthy() ? "HEALTHY" : "UNHEALTHY")
                .put("failed_active_health_check", health.failsChecks())
                .put("failed_outlier_check", health.ejected()))
        .put(
            "locality",
            new JsonObject()
                .put("region", endpoint.locality().region())
                .put("zone", endpoint.locality().zone())
                .put("sub_zone", endpoint.locality().subZone()));
  }
}
