package dev.lateen.sidecar.model;

import java.time.Duration;
import java.util.List;

/**
 * Passes bytes both ways (xDS {@code tcp_proxy.v3.TcpProxy}).
 *
 * @param statPrefix prefix of its statistics
 * @param clusters one, or several with weights; empty closes every connection
 * @param idleTimeout without a byte in either direction; {@link Duration#ZERO} for none. Default 1
 *     h
 * @param maxConnectAttempts how many endpoints are tried, at least 1, the default
 * @param fault what is done to connections on purpose
 * @param accessLogs where each connection is written down; none by default
 */
public record TcpProxy(
    String statPrefix,
    List<WeightedCluster> clusters,
    Duration idleTimeout,
    int maxConnectAttempts,
    TcpFault fault,
    List<AccessLog> accessLogs)
    implements NetworkFilter {
  /** Of a connection without a byte. */
  public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofHours(1);

  /** Copies the lists and checks the attempts. */
  public TcpProxy {
    if (maxConnectAttempts < 1) {
      throw new IllegalArgumentException(
          "max connect attempts " + maxConnectAttempts + " must be at least 1");
    }
    clusters = List.copyOf(clusters);
    accessLogs = List.copyOf(accessLogs);
  }

  /** One attempt, no fault. */
  public TcpProxy(String statPrefix, List<WeightedCluster> clusters, Duration idleTimeout) {
    this(statPrefix, clusters, idleTimeout, 1, TcpFault.NONE, List.of());
  }

  /** To one cluster, with the default idle timeout. */
  public static TcpProxy to(String statPrefix, String cluster) {
    return new TcpProxy(statPrefix, List.of(WeightedCluster.of(cluster, 1)), DEFAULT_IDLE_TIMEOUT);
  }

  /** The same with a number of attempts. */
  public TcpProxy withMaxConnectAttempts(int attempts) {
    return new TcpProxy(statPrefix, clusters, idleTimeout, attempts, fault, accessLogs);
  }

  /** The same with a fault. */
  public TcpProxy withFault(TcpFault other) {
    return new TcpProxy(statPrefix, clusters, idleTimeout, maxConnectAttempts, other, accessLogs);
  }
}
