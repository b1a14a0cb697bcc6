package dev.lateen.sidecar.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A set of equal endpoints (xDS {@code config.cluster.v3.Cluster}, with its endpoints).
 *
 * @param name unique within the model
 * @param discovery where the endpoints come from
 * @param loadBalancing how one is chosen
 * @param connectTimeout of a connection (TM-096)
 * @param circuitBreakers limits per cluster (TM-086..TM-089)
 * @param outlierDetection when endpoints are ejected (TM-090..TM-094)
 * @param maxRequestsPerConnection 0 for no limit; 1 disables keep-alive (TM-089)
 * @param tls when given, connections are made with TLS
 * @param http2 speak HTTP/2 with prior knowledge
 */
public record Cluster(
    String name,
    Discovery discovery,
    LoadBalancing loadBalancing,
    Duration connectTimeout,
    CircuitBreakers circuitBreakers,
    Optional<OutlierDetection> outlierDetection,
    int maxRequestsPerConnection,
    Optional<UpstreamTls> tls,
    boolean http2) {
  /** 1 s (TM-096). */
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /** A round-robin cluster with defaults. */
  public static Cluster of(String name, Discovery discovery) {
    return new Cluster(
        name,
        discovery,
        LoadBalancing.ROUND_ROBIN,
        DEFAULT_CONNECT_TIMEOUT,
        CircuitBreakers.DEFAULT,
        Optional.empty(),
        0,
        Optional.empty(),
        false);
  }

  /** A round-robin cluster of given endpoints, with defaults. */
  public static Cluster of(String name, List<Endpoint> endpoints) {
    return of(name, new Discovery.Endpoints(endpoints));
  }

  /** The same with another policy. */
  public Cluster withLoadBalancing(LoadBalancing other) {
    return new Cluster(
        name,
        discovery,
        other,
        connectTimeout,
        circuitBreakers,
        outlierDetection,
        maxRequestsPerConnection,
        tls,
        http2);
  }

  /** The same with another limit of requests per connection. */
  public Cluster withMaxRequestsPerConnection(int other) {
    return new Cluster(
        name,
        discovery,
        loadBalancing,
        connectTimeout,
        circuitBreakers,
        outlierDetection,
        other,
        tls,
        http2);
  }

  /** The same with another connect timeout. */
  public Cluster withConnectTimeout(Duration other) {
    return new Cluster(
        name,
        discovery,
        loadBalancing,
        other,
        circuitBreakers,
        outlierDetection,
        maxRequestsPerConnection,
        tls,
        http2);
  }

  /** The same with TLS. */
  public Cluster withTls(UpstreamTls other) {
    return new Cluster(
        name,
        discovery,
        loadBalancing,
        connectTimeout,
        circuitBreakers,
        outlierDetection,
        maxRequestsPerConnection,
        Optional.of(other),
        http2);
  }
}
