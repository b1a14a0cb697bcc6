package dev.lateen.sidecar.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends the request to a cluster.
 *
 * @param clusters one, or several by weight (TM-032); weights add up to more than zero
 * @param timeout from the end of the request to the end of the response, retries included (TM-060);
 *     {@link Duration#ZERO} for none. Default 15 s
 * @param retry when and how often to try again (TM-062)
 * @param path what becomes of the path
 * @param host replaces the authority
 * @param mirrors copies sent elsewhere, answers dropped
 * @param hash what the ring or table policies hash, first that yields a value
 * @param upgrades lower-case protocols allowed on this route in addition to those of the connection
 *     manager (TM-164)
 * @param tryHeaders headers that tell how it is tried
 * @param clusterNotFoundStatus answer where the cluster that was chosen does not exist, a status.
 *     Default 503
 */
public record Forward(
    List<WeightedCluster> clusters,
    Duration timeout,
    Optional<RetryPolicy> retry,
    PathRewrite path,
    Optional<String> host,
    List<Mirror> mirrors,
    List<HashPolicy> hash,
    Set<String> upgrades,
    TryHeaders tryHeaders,
    int clusterNotFoundStatus)
    implements RouteAction {
  /** 15 s (TM-060). */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);

  /** Service Unavailable. */
  public static final int DEFAULT_CLUSTER_NOT_FOUND_STATUS = 503;

  /** Copies the collections and checks the weights. */
  public Forward {
    clusters = List.copyOf(clusters);
    mirrors = List.copyOf(mirrors);
    hash = List.copyOf(hash);
    upgrades = Set.copyOf(upgrades);
    if (clusters.stream().mapToLong(WeightedCluster::weight).sum() <= 0) {
      throw new IllegalArgumentException(
          "clusters: the weights of a route add up to 0; give at least one a weight");
    }
  }

  /** To one cluster, with defaults. */
  public static Forward to(String cluster) {
    return to(List.of(WeightedCluster.of(cluster, 1)));
  }

  /** By weight, with defaults. */
  public static Forward to(List<WeightedCluster> clusters) {
    return new Forward(
        clusters,
        DEFAULT_TIMEOUT,
        Optional.empty(),
        PathRewrite.NONE,
        Optional.empty(),
        List.of(),
        List.of(),
        Set.of(),
        TryHeaders.STANDARD,
        DEFAULT_CLUSTER_NOT_FOUND_STATUS);
  }

  /**
   * Whether its clusters have to exist before it is obeyed. A control plane that says how their
   * lack is answered counts on it.
   */
  public boolean needsClusters() {
    return clusterNotFoundStatus == DEFAULT_CLUSTER_NOT_FOUND_STATUS;
  }
}
