package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.DestinationWeight;
import dev.lateen.crds.v1alpha1.HttpMirror;
import dev.lateen.crds.v1alpha1.IstioService;
import dev.lateen.crds.v1alpha1.RouteRuleSpec;
import dev.lateen.operator.rules.AcceptedRule;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a rule sends requests (TM-030 to TM-032, TM-054) and their copies (TM-012). */
final class ForwardCompiler {
  private static final int EVERYTHING = 100;

  private final Destinations destinations;
  private final References references;
  private final HashPolicyCompiler hashPolicies;

  ForwardCompiler(
      Destinations destinations, References references, HashPolicyCompiler hashPolicies) {
    this.hashPolicies = hashPolicies;
    this.destinations = destinations;
    this.references = references;
  }

  /** To all instances of the destination (TM-052, TM-053). */
  void toAll(RouteAction.Builder action, Destination destination) {
    to(action, backend(destination, destination.whole()));
    hashPolicies.apply(action, List.of(destination.whole()));
  }

  /** To the backends of the rule. */
  void byRule(
      RouteAction.Builder action, Destination destination, AcceptedRule<RouteRuleSpec> rule) {
    List<DestinationWeight> shares = shares(rule.spec().route());
    if (shares.isEmpty()) {
      toAll(action, destination);
    } else if (shares.size() == 1) {
      Backend backend = backend(rule, destination, shares.getFirst());
      to(action, backend);
      hashPolicies.apply(action, backend.subset().stream().toList());
    } else {
      split(action, rule, destination, shares);
    }
  }

  /** The clusters that the connections a rule governs go to, with their weights. */
  Map<String, Integer> shares(Destination destination, AcceptedRule<RouteRuleSpec> rule) {
    List<DestinationWeight> shares = shares(rule.spec().route());
    if (shares.isEmpty()) {
      return Map.of(references.cluster(destination.whole()), EVERYTHING);
    }
    var weights = new LinkedHashMap<String, Integer>();
    for (DestinationWeight share : shares) {
      weights.merge(
          backend(rule, destination, share).cluster(), Math.max(1, share.weight()), Integer::sum);
    }
    return weights;
  }

  /** Everything a rule says of copies: mirror, then mirrors (TM-012, UA-23). */
  static List<HttpMirror> mirrors(RouteRuleSpec rule) {
    return Stream.concat(
            Optional.ofNullable(rule.mirror()).stream()
                .map(to -> new HttpMirror(to, rule.mirrorPercent(), null, null)),
            rule.mirrors().stream())
        .toList();
  }

  /** A copy of a share of the requests; its response is ignored. */
  RouteAction.RequestMirrorPolicy mirror(
      AcceptedRule<RouteRuleSpec> rule, Destination destination, HttpMirror mirror) {
    IstioService to = mirror.destination();
    Backend backend = backend(MeshIndex.hostname(rule, to), destination.port(), to.labels());
    return RouteAction.RequestMirrorPolicy.newBuilder()
        .setCluster(backend.cluster())
        .setRuntimeFraction(Fractions.ofRuntime(mirror.percent()))
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

  private void split(
      RouteAction.Builder action,
      AcceptedRule<RouteRuleSpec> rule,
      Destination destination,
      List<DestinationWeight> shares) {
    var split = WeightedCluster.newBuilder();
    var subsets = new ArrayList<Subset>();
    for (DestinationWeight share : shares) {
      Backend backend = backend(rule, destination, share);
      var cluster =
          split
              .addClustersBuilder()
              .setName(backend.cluster())
              .setWeight(Protos.uint32(Math.min(share.weight(), EVERYTHING)));
      backend.rewrittenHost().ifPresent(cluster::setHostRewriteLiteral);
      backend.subset().ifPresent(subsets::add);
      Optional.ofNullable(share.headers())
          .ifPresent(headers -> HeaderCompiler.apply(headers, cluster));
    }
    action.setWeightedClusters(split);
    hashPolicies.apply(action, subsets);
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
        .map(found -> backend(found, subset(found, labels)))
        .orElse(new Backend(SharedClusters.BLACK_HOLE, Optional.empty(), Optional.empty()));
  }

  private Backend backend(Destination destination, Subset subset) {
    return new Backend(
        references.cluster(subset), destination.rewrittenHost(), Optional.of(subset));
  }

  private static Subset subset(Destination destination, Map<String, String> labels) {
    return destination.inMesh()
        ? new Subset(destination.hostname(), destination.port(), labels)
        : destination.whole();
  }

  private record Backend(String cluster, Optional<String> rewrittenHost, Optional<Subset> subset) {}
}
