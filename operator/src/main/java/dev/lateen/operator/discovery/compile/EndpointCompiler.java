package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.Locality;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * The endpoints of a subset, by locality and distance (TM-142, TM-152, TS-07). An endpoint the
 * platform says is not ready is left out: a proxy that finds most endpoints unhealthy would use all
 * of them again.
 */
final class EndpointCompiler {
  private static final Comparator<Locality> BY_PLACE =
      Comparator.comparing(Locality::region)
          .thenComparing(Locality::zone)
          .thenComparing(Locality::subZone);

  private final ProxyContext proxy;
  private final OutboundTls tls;

  EndpointCompiler(ProxyContext proxy, OutboundTls tls) {
    this.proxy = proxy;
    this.tls = tls;
  }

  /** Where instances are and how far from the caller. */
  private record Group(int distance, Locality locality) {
    private static final Comparator<Group> ORDER =
        Comparator.comparingInt(Group::distance).thenComparing(Group::locality, BY_PLACE);
  }

  private record Member(Endpoint endpoint, Instance instance) {}

  ClusterLoadAssignment compile(Subset subset, Optional<DestinationPolicySpec> policy) {
    return compile(
        members(proxy.mesh().endpoints(subset.hostname(), subset.port()), subset.labels()),
        subset.clusterName(),
        policy);
  }

  /** All of some endpoints that are ready, for a cluster that is called otherwise. */
  ClusterLoadAssignment compile(
      String cluster, List<Endpoint> endpoints, Optional<DestinationPolicySpec> policy) {
    return compile(members(endpoints, Map.of()), cluster, policy);
  }

  private ClusterLoadAssignment compile(
      List<Member> chosen, String cluster, Optional<DestinationPolicySpec> policy) {
    var groups = new TreeMap<Group, List<Member>>(Group.ORDER);
    ToIntFunction<Instance> distance = LocalityGroups.distance(policy, proxy.instance());
    for (Member member : chosen) {
      var group = new Group(distance.applyAsInt(member.instance()), member.instance().locality());
      groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(member);
    }
    var assignment = ClusterLoadAssignment.newBuilder().setClusterName(cluster);
    Optional<Map<Locality, Integer>> weights =
        LocalityWeights.of(policy, proxy.locality(), sizes(groups));
    List<Integer> distances = groups.keySet().stream().map(Group::distance).distinct().toList();
    groups.forEach(
        (group, members) -> {
          if (weights.isEmpty() || weights.get().containsKey(group.locality())) {
            assignment.addEndpoints(
                locality(group, members, weights).setPriority(distances.indexOf(group.distance())));
          }
        });
    return assignment.build();
  }

  private List<Member> members(List<Endpoint> endpoints, Map<String, String> labels) {
    return endpoints.stream()
        .filter(Endpoint::ready)
        .flatMap(
            endpoint ->
                proxy.mesh().instance(endpoint.instance()).stream()
                    .filter(instance -> Labels.include(instance.labels(), labels))
                    .map(instance -> new Member(endpoint, instance)))
        .toList();
  }

  private static Map<Locality, Integer> sizes(Map<Group, List<Member>> groups) {
    var sizes = new HashMap<Locality, Integer>();
    groups.forEach((group, members) -> sizes.merge(group.locality(), members.size(), Integer::sum));
    return sizes;
  }

  private LocalityLbEndpoints.Builder locality(
      Group group, List<Member> members, Optional<Map<Locality, Integer>> weights) {
    var endpoints = LocalityLbEndpoints.newBuilder();
    Locality locality = group.locality();
    if (!locality.equals(Locality.UNKNOWN)) {
      endpoints
          .getLocalityBuilder()
          .setRegion(locality.region())
          .setZone(locality.zone())
          .setSubZone(locality.subZone());
    }
    weights
        .map(given -> given.get(locality))
        .ifPresent(weight -> endpoints.setLoadBalancingWeight(Protos.uint32(weight)));
    members.forEach(
        member -> endpoints.addLbEndpoints(lbEndpoint(member.endpoint(), member.instance())));
    return endpoints;
  }

  private LbEndpoint.Builder lbEndpoint(Endpoint endpoint, Instance instance) {
    var builder = LoadAssignments.endpoint(endpoint.address(), endpoint.port());
    if (instance.weight() != 1) {
      builder.setLoadBalancingWeight(Protos.uint32(instance.weight()));
    }
    tls.mark(builder, endpoint);
    return builder;
  }
}
