package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.DestinationWeight;
import dev.lateen.crds.v1alpha1.IstioService;
import dev.lateen.crds.v1alpha1.RouteRuleSpec;
import dev.lateen.operator.rules.AcceptedRule;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a rule sends requests (TM-030 to TM-032, TM-054) and their copies (TM-012). */
final class ForwardCompiler {
  private static final int EVERYTHING = 100;

  private final Destinations destinations;
  private final References references;

  ForwardCompiler(Destinations destinations, References references) {
    this.destinations = destinations;
    this.references = references;
  }

  /** To all instances of the destination (TM-052, TM-053). */
  void toAll(RouteAction.Builder action, Destination destination) {
    to(action, new Backend(references.cluster(destination.whole()), destination.rewrittenHost()));
  }

  /** To the backends of the rule. */
  void byRule(
      RouteAction.Builder action, Destination destination, AcceptedRule<RouteRuleSpec> rule) {
    List<DestinationWeight> shares = shares(rule.spec().route());
    if (shares.isEmpty()) {
      toAll(action, destination);
    } else if (shares.size() == 1) {
      to(action, backend(rule, destination, shares.getFirst()));
    } else {
      action.setWeightedClusters(split(rule, destination, shares));
    }
  }

  /** A copy of every request, its response is ignored. */
  RouteAction.RequestMirrorPolicy mirror(
      AcceptedRule<RouteRuleSpec> rule, Destination destination, IstioService mirror) {
    Backend backend =
        backend(MeshIndex.hostname(rule, mirror), destination.port(), mirror.labels());
    return RouteAction.RequestMirrorPolicy.newBuilder()
        .setCluster(backend.cluster())
        .setRuntimeFraction(Fractions.all())
        .build();
  }

  /** A single destination takes everything whatever its weight; others with weight 0 nothing. */
  private static List<DestinationWeight> shares(List<DestinationWeight> route) {
    return route.size() == 1 ? route : route.stream().filter(share -> share.weight() > 0).toList();
  }

  private static void to(RouteAction.Builder action, Backend backend) {
    action.setCluster(backend.cluster());
    backend.rewrittenHost().ifPresent(action::setHostRewriteLiteral);
  }

  private WeightedCluster split(
      AcceptedRule<RouteRuleSpec> rule, Destination destination, List<DestinationWeight> shares) {
    var split = WeightedCluster.newBuilder();
    for (DestinationWeight share : shares) {
      Backend backend = backend(rule, destination, share);
      var cluster =
          split
              .addClustersBuilder()
              .setName(backend.cluster())
              .setWeight(Protos.uint32(Math.min(share.weight(), EVERYTHING)));
      backend.rewrittenHost().ifPresent(cluster::setHostRewriteLiteral);
    }
    return split.build();
  }

  private Backend backend(
      AcceptedRule<RouteRuleSpec> rule, Destination destination, DestinationWeight share) {
    String hostname =
        Optional.ofNullable(share.destination())
            .map(other -> MeshIndex.hostname(rule, other))
            .orElse(destination.hostname());
    return backend(hostname, destination.port(), share.labels());
  }

  /** An unknown destination has no instances: its requests are answered 503. */
  private Backend backend(String hostname, int port, Map<String, String> labels) {
    return destinations
        .findLike(hostname, port)
        .map(found -> new Backend(references.cluster(subset(found, labels)), found.rewrittenHost()))
        .orElse(new Backend(SharedClusters.BLACK_HOLE, Optional.empty()));
  }

  private static Subset subset(Destination destination, Map<String, String> labels) {
    return destination.inMesh()
        ? new Subset(destination.hostname(), destination.port(), labels)
        : destination.whole();
  }

  private record Backend(String cluster, Optional<String> rewrittenHost) {}
}
