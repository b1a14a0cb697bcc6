package dev.lateen.sidecar.xds.route;

import dev.lateen.sidecar.model.HeaderMutations;
import dev.lateen.sidecar.model.HeaderMutations.Action;
import dev.lateen.sidecar.model.HeaderMutations.Put;
import dev.lateen.sidecar.model.WeightedCluster;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Headers;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import java.util.ArrayList;
import java.util.List;

/** Decodes which clusters a route goes to. */
final class ClusterChoice {
  private ClusterChoice() {}

  static List<WeightedCluster> decode(RouteAction action, FieldPath at) {
    return switch (action.getClusterSpecifierCase()) {
      case CLUSTER -> List.of(WeightedCluster.of(named(action.getCluster(), at.at("cluster")), 1));
      case WEIGHTED_CLUSTERS -> weighted(action.getWeightedClusters(), at.at("weighted_clusters"));
      case CLUSTER_HEADER -> throw at.at("cluster_header").invalid("is not supported");
      case CLUSTER_SPECIFIER_PLUGIN, INLINE_CLUSTER_SPECIFIER_PLUGIN ->
          throw at.at("cluster_specifier_plugin").invalid("is not supported");
      case CLUSTERSPECIFIER_NOT_SET ->
          throw at.invalid("names no cluster; set cluster or weighted_clusters");
    };
  }

  @SuppressWarnings("deprecation") // older control planes still send total_weight
  private static List<WeightedCluster> weighted(
      io.envoyproxy.envoy.config.route.v3.WeightedCluster weighted, FieldPath at) {
    at.unsupported("header_name", weighted.hasHeaderName());
    List<WeightedCluster> clusters = new ArrayList<>();
    long sum = 0;
    for (int i = 0; i < weighted.getClustersCount(); i++) {
      WeightedCluster cluster = cluster(weighted.getClusters(i), at.at("clusters", i));
      clusters.add(cluster);
      sum += cluster.weight();
    }
    if (sum == 0) {
      throw at.at("clusters").invalid("the weights add up to 0; give at least one a weight");
    }
    if (weighted.hasTotalWeight() && weighted.getTotalWeight().getValue() != sum) {
      throw at.at("total_weight")
          .invalid(weighted.getTotalWeight().getValue() + " is not the sum of the weights, " + sum);
    }
    return clusters;
  }

  private static WeightedCluster cluster(ClusterWeight cluster, FieldPath at) {
    at.unsupported("cluster_header", !cluster.getClusterHeader().isEmpty());
    at.unsupported("metadata_match", cluster.hasMetadataMatch());
    at.unsupported("typed_per_filter_config", cluster.getTypedPerFilterConfigCount() > 0);
    return new WeightedCluster(
        named(cluster.getName(), at.at("name")),
        Values.unsigned(cluster.getWeight()),
        Headers.concat(
            Headers.mutations(
                cluster.getRequestHeadersToAddList(),
                cluster.getRequestHeadersToRemoveList(),
                "request",
                at),
            host(cluster)),
        Headers.mutations(
            cluster.getResponseHeadersToAddList(),
            cluster.getResponseHeadersToRemoveList(),
            "response",
            at));
  }

  /** A host of its own is one more header to write. */
  private static HeaderMutations host(ClusterWeight cluster) {
    return cluster.getHostRewriteLiteral().isEmpty()
        ? HeaderMutations.NONE
        : new HeaderMutations(
            List.of(), List.of(new Put("host", cluster.getHostRewriteLiteral(), Action.OVERWRITE)));
  }

  private static String named(String name, FieldPath at) {
    if (name.isEmpty()) {
      throw at.invalid("is empty; name a cluster");
    }
    return name;
  }
}
