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
 */
public record TcpProxy(String statPrefix, List<WeightedCluster> clusters, Duration idleTimeout)
    implements NetworkFilter {
  /** Copies the list. */
  public TcpProxy {
    clusters = List.copyOf(clusters);
  }

  /** To one cluster, with the default idle timeout. */
  public static TcpProxy to(String statPrefix, String cluster) {
    return new TcpProxy(
        statPrefix,
        List.of(new WeightedCluster(cluster, 1, HeaderMutations.NONE)),
        Duration.ofHours(1));
  }
}
