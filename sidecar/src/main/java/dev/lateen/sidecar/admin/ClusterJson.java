package dev.lateen.sidecar.admin;

import static dev.lateen.sidecar.admin.Documents.array;
import static dev.lateen.sidecar.admin.Documents.object;
import static dev.lateen.sidecar.admin.Documents.objects;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Discovery;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.UpstreamTransport;
import dev.lateen.sidecar.stats.EndpointHealth;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Clusters and their endpoints as JSON, for people. */
final class ClusterJson {
  private ClusterJson() {}

  static JsonObjectBuilder of(Cluster cluster) {
    JsonObjectBuilder json =
        object()
            .add("name", cluster.name())
            .add("discovery", cluster.discovery().getClass().getSimpleName())
            .add("lb_policy", cluster.loadBalancing().algorithm().getClass().getSimpleName())
            .add("connect_timeout", cluster.connectTimeout().toString())
            .add("max_requests_per_connection", cluster.maxRequestsPerConnection())
            .add("tls", cluster.tls().isPresent())
            .add("http", cluster.http().getClass().getSimpleName())
            .add("transports", transports(cluster))
            .add("max_connections", cluster.circuitBreakers().maxConnections())
            .add("max_pending_requests", cluster.circuitBreakers().maxPendingRequests())
            .add("max_requests", cluster.circuitBreakers().maxRequests())
            .add("max_retries", cluster.circuitBreakers().maxRetries());
    cluster
        .outlierDetection()
        .ifPresent(
            outlier ->
                json.add(
                    "outlier_detection",
                    object()
                        .add("consecutive_5xx", outlier.consecutiveServerErrors())
                        .add("interval", outlier.interval().toString())
                        .add("base_ejection_time", outlier.baseEjectionTime().toString())
                        .add("max_ejection_percent", outlier.maxEjectionPercent())));
    return json;
  }

  /** The names of the ways to connect between which endpoints decide. */
  private static JsonArrayBuilder transports(Cluster cluster) {
    return array(
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

  static JsonArrayBuilder hosts(Cluster cluster) {
    return hosts(cluster, endpoint -> EndpointHealth.WELL);
  }

  static JsonArrayBuilder hosts(Cluster cluster, Function<Endpoint, EndpointHealth> health) {
    return objects(endpoints(cluster), endpoint -> host(endpoint, health.apply(endpoint)));
  }

  private static JsonObjectBuilder host(Endpoint endpoint, EndpointHealth health) {
    return object()
        .add(
            "address",
            object()
                .add(
                    "socket_address",
                    object().add("address", endpoint.address()).add("port_value", endpoint.port())))
        .add("weight", endpoint.weight())
        .add("transport_labels", Json.createObjectBuilder(Map.copyOf(endpoint.labels())))
        .add("priority", endpoint.locality().priority())
        .add(
            "health_status",
            object()
                .add("eds_health_status", endpoint.healthy() ? "HEALTHY" : "UNHEALTHY")
                .add("failed_active_health_check", health.failsChecks())
                .add("failed_outlier_check", health.ejected()))
        .add(
            "locality",
            object()
                .add("region", endpoint.locality().region())
                .add("zone", endpoint.locality().zone())
                .add("sub_zone", endpoint.locality().subZone()));
  }
}
