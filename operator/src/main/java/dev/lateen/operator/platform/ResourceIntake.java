package dev.lateen.operator.platform;

import dev.lateen.crds.v1alpha1.DestinationPolicy;
import dev.lateen.crds.v1alpha1.EgressRule;
import dev.lateen.crds.v1alpha1.Policy;
import dev.lateen.crds.v1alpha1.RouteRule;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.Workload;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.crds.validation.Validated;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sorts the resources of {@code lateen.dev} into those that are valid and those that are not.
 *
 * <p>A Workload or ServiceMesh that is no longer valid stays as it was when it last was; rules are
 * left to the rule book, which does the same for them. Not thread-safe.
 */
public final class ResourceIntake {
  private final Map<ResourceKey, CustomResource<?, ?>> lastGood = new HashMap<>();

  /**
   * What was taken in, each list by key.
   *
   * @param routeRules valid rules
   * @param destinationPolicies valid policies
   * @param egressRules valid rules
   * @param policies valid policies
   * @param meshes meshes in force
   * @param workloads workloads in force
   * @param refused what is not valid
   */
  public record Taken(
      List<RouteRule> routeRules,
      List<DestinationPolicy> destinationPolicies,
      List<EgressRule> egressRules,
      List<Policy> policies,
      List<ServiceMesh> meshes,
      List<Workload> workloads,
      List<RefusedResource> refused) {}

  /**
   * Takes everything there is; what is not among it is forgotten.
   *
   * @param candidates in any order, each key once
   */
  public Taken take(Collection<Candidate> candidates) {
    var inForce = new ArrayList<CustomResource<?, ?>>();
    var refused = new ArrayList<RefusedResource>();
    candidates.stream()
        .sorted(Comparator.comparing(Candidate::key))
        .forEach(candidate -> take(candidate, inForce, refused));
    lastGood
        .keySet()
        .retainAll(candidates.stream().map(Candidate::key).collect(Collectors.toSet()));
    return new Taken(
        of(RouteRule.class, inForce),
        of(DestinationPolicy.class, inForce),
        of(EgressRule.class, inForce),
        of(Policy.class, inForce),
        of(ServiceMesh.class, inForce),
        of(Workload.class, inForce),
        List.copyOf(refused));
  }

  private void take(
      Candidate candidate, List<CustomResource<?, ?>> inForce, List<RefusedResource> refused) {
    switch (candidate.outcome()) {
      case Validated.Valid<CustomResource<?, ?>>(var resource) -> {
        if (resource instanceof Workload || resource instanceof ServiceMesh) {
          lastGood.put(candidate.key(), resource);
        }
        inForce.add(resource);
      }
      case Validated.Invalid<CustomResource<?, ?>>(List<FieldError> errors) -> {
        var last = lastGood.get(candidate.key());
        if (last != null) {
          inForce.add(last);
        }
        refused.add(
            new RefusedResource(
                candidate.key(), candidate.generation(), errors, candidate.status()));
      }
    }
  }

  private static <R> List<R> of(Class<R> kind, List<CustomResource<?, ?>> resources) {
    return resources.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
