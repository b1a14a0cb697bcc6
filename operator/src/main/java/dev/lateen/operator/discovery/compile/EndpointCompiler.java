package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.Locality;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The endpoints of a subset, by locality (TM-142, TM-152). An endpoint the platform says is not
 * ready is left out: a proxy that finds most endpoints unhealthy would use all of them again.
 */
final class EndpointCompiler {
  private static final Comparator<Locality> BY_PLACE =
      Comparator.comparing(Locality::region)
          .thenComparing(Locality::zone)
          .thenComparing(Locality::subZone);

  private final MeshIndex mesh;

  EndpointCompiler(MeshIndex mesh) {
    this.mesh = mesh;
  }

  ClusterLoadAssignment compile(Subset subset) {
    Map<Locality, LocalityLbEndpoints.Builder> localities = new TreeMap<>(BY_PLACE);
    for (Endpoint endpoint : mesh.endpoints(subset.hostname(), subset.port())) {
      mesh.instance(endpoint.instance())
          .filter(instance -> endpoint.ready())
          .filter(instance -> Labels.include(instance.labels(), subset.labels()))
          .ifPresent(
              instance ->
                  localities
                      .computeIfAbsent(instance.locality(), EndpointCompiler::locality)
                      .addLbEndpoints(lbEndpoint(endpoint, instance)));
    }
    var assignment = ClusterLoadAssignment.newBuilder().setClusterName(subset.clusterName());
    localities.values().forEach(assignment::addEndpoints);
    return assignment.build();
  }

  private static LocalityLbEndpoints.Builder locality(Locality locality) {
    var endpoints = LocalityLbEndpoints.newBuilder();
    if (!locality.equals(Locality.UNKNOWN)) {
      endpoints
          .getLocalityBuilder()
          .setRegion(locality.region())
          .setZone(locality.zone())
          .setSubZone(locality.subZone());
    }
    return endpoints;
  }

  private static LbEndpoint.Builder lbEndpoint(Endpoint endpoint, Instance instance) {
    var builder = LoadAssignments.endpoint(endpoint.address(), endpoint.port());
    if (instance.weight() != 1) {
      builder.setLoadBalancingWeight(Protos.uint32(instance.weight()));
    }
    return builder;
  }
}
