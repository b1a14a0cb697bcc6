package dev.lateen.sidecar.model;

/**
 * A share of the traffic of a route.
 *
 * @param cluster name of the cluster
 * @param weight 0 or more; a share relative to the sum of its siblings
 * @param headers of the request, applied before those of the route
 * @param responseHeaders of the response, applied before those of the route
 */
public record WeightedCluster(
    String cluster, int weight, HeaderMutations headers, HeaderMutations responseHeaders) {
  /** Checks the weight. */
  public WeightedCluster {
    if (weight < 0) {
      throw new IllegalArgumentException(
          "weight " + weight + " of cluster " + cluster + " is negative");
    }
  }

  /** Without header changes. */
  public static WeightedCluster of(String cluster, int weight) {
    return new WeightedCluster(cluster, weight, HeaderMutations.NONE, HeaderMutations.NONE);
  }
}
