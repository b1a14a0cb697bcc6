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
 * @param connectTimeout of a connection (TM-096); a TLS handshake on it may take 10 s if that is
 *     longer
 * @param circuitBreakers limits per cluster (TM-086..TM-089)
 * @param outlierDetection when endpoints are ejected (TM-090..TM-094)
 * @param healthChecks asked of every endpoint (TM-148)
 * @param connections how long they live
 * @param maxRequestsPerConnection 0 for no limit; 1 disables keep-alive (TM-089)
 * @param transport how endpoints are connected to; TLS that names no application protocols offers
 *     those of {@code http}
 * @param http which version of HTTP is spoken
 */
public record Cluster(
    String name,
    Discovery discovery,
    LoadBalancing loadBalancing,
    Duration connectTimeout,
    CircuitBreakers circuitBreakers,
    Optional<OutlierDetection> outlierDetection,
    List<HealthCheck> healthChecks,
    ConnectionPool connections,
    int maxRequestsPerConnection,
    UpstreamTransport transport,
    UpstreamHttp http) {
  /** 1 s (TM-096). */
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /** Copies the list, completes TLS. */
  public Cluster {
    healthChecks = List.copyOf(healthChecks);
    transport = transport.offering(http.applicationProtocols());
  }

  /** A round-robin cluster with defaults. */
  public static Cluster of(String name, Discovery discovery) {
    return new Cluster(
        name,
        discovery,
        LoadBalancing.ROUND_ROBIN,
        DEFAULT_CONNECT_TIMEOUT,
        CircuitBreakers.DEFAULT,
        Optional.empty(),
        List.of(),
        ConnectionPool.DEFAULT,
        0,
        UpstreamTransport.PLAIN,
        new UpstreamHttp.Http1());
  }

  /** A round-robin cluster of given endpoints, with defaults. */
  public static Cluster of(String name, List<Endpoint> endpoints) {
    return of(name, new Discovery.Endpoints(endpoints));
  }

  /** The same with other endpoints. */
  public Cluster withDiscovery(Discovery other) {
    return new Cluster(
        name,
        other,
        loadBalancing,
        connectTimeout,
        circuitBreakers,
        outlierDetection,
        healthChecks,
        connections,
        maxRequestsPerConnection,
        transport,
        http);
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
        healthChecks,
        connections,
        maxRequestsPerConnection,
        transport,
        http);
  }

  /** The same with other limits. */
  public Cluster withCircuitBreakers(CircuitBreakers other) {
    return new Cluster(
        name,
        discovery,
        loadBalancing,
        connectTimeout,
        other,
        outlierDetection,
        healthChecks,
        connections,
        maxRequestsPerConnection,
        transport,
        http);
  }

  /** The same with endpoints ejected. */
  public Cluster withOutlierDetection(OutlierDetection other) {
    return new Cluster(
        name,
        discovery,
        loadBalancing,
        connectTimeout,
        circuitBreakers,
        Optional.of(other),
        healthChecks,
        connections,
        maxRequestsPerConnection,
        transport,
        http);
  }

  /** The same with a health check. */
  public Cluster withHealthCheck(HealthCheck other) {
    return new Cluster(
        name,
        discovery,
        loadBalancing,
        connectTimeout,
        circuitBreakers,
        outlierDetection,
        List.of(other),
        connections,
        maxRequestsPerConnection,
        transport,
        http);
  }

  /** The same with another life of connections. */
  public Cluster withConnections(ConnectionPool other) {
    return new Cluster(
        name,
        discovery,
        loadBalancing,
        connectTimeout,
        circuitBreakers,
        outlierDetection,
        healthChecks,
        other,
        maxRequestsPerConnection,
        transport,
        http);
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
        healthChecks,
        connections,
        other,
        transport,
        http);
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
        healthChecks,
        connections,
        maxRequestsPerConnection,
        transport,
        http);
  }

  /** The TLS of endpoints that are like any other. */
  public Optional<UpstreamTls> tls() {
    return transport.otherwise();
  }

  /** The same with TLS to all endpoints. */
  public Cluster withTls(UpstreamTls other) {
    return withTransport(new UpstreamTransport(List.of(), Optional.of(other), transport.sources()));
  }

  /** The same connecting in another way. */
  public Cluster withTransport(UpstreamTransport other) {
    return new Cluster(
        name,
        discovery,
        loadBalancing,
        connectTimeout,
        circuitBreakers,
        outlierDetection,
        healthChecks,
        connections,
        maxRequestsPerConnection,
        other,
        http);
  }

  /** The same speaking HTTP/2. */
  public Cluster withHttp2() {
    return withHttp(new UpstreamHttp.Http2(Http2Options.DEFAULT));
  }

  /** The same speaking another version of HTTP. */
  public Cluster withHttp(UpstreamHttp other) {
    return new Cluster(
        name,
        discovery,
        loadBalancing,
        connectTimeout,
        circuitBreakers,
        outlierDetection,
        healthChecks,
        connections,
        maxRequestsPerConnection,
        transport,
        other);
  }
}
