package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import dev.lateen.crds.v1alpha1.LoadBalancing;
import dev.lateen.crds.v1alpha1.LocalityBalancing;
import dev.lateen.operator.platform.model.Instance;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** How near instances are to a caller, where its policy cares (TS-07, TM-152). */
final class LocalityGroups {
  private static final int SAME_REGION = 2;
  private static final int CHOSEN_REGION = 3;
  private static final int ELSEWHERE = 4;

  private LocalityGroups() {}

  /** Whether localities share by weights that the policy gives. */
  static boolean distributes(DestinationPolicySpec policy) {
    return balancing(policy)
        .filter(LocalityBalancing::enabled)
        .filter(locality -> !locality.distribute().isEmpty())
        .isPresent();
  }

  static Optional<LocalityBalancing> balancing(DestinationPolicySpec policy) {
    return Optional.ofNullable(policy.loadBalancing()).map(LoadBalancing::locality);
  }

  /**
   * The distance of instances from a caller; 0 for all where the policy does not care. It does
   * where it says so, and where it says how to tell the well from the others.
   */
  static ToIntFunction<Instance> distance(Optional<DestinationPolicySpec> policy, Instance caller) {
    Optional<LocalityBalancing> given = policy.flatMap(LocalityGroups::balancing);
    boolean knowsHealth =
        policy
            .filter(spec -> spec.outlierDetection() != null || spec.healthCheck() != null)
            .isPresent();
    boolean cares = given.map(LocalityBalancing::enabled).orElse(knowsHealth);
    if (!cares || policy.filter(LocalityGroups::distributes).isPresent()) {
      return _ -> 0;
    }
    return given
        .filter(locality -> !locality.failoverPriority().isEmpty())
        .<ToIntFunction<Instance>>map(locality -> byLabels(locality, caller))
        .orElseGet(() -> byPlace(given, caller));
  }

  private static ToIntFunction<Instance> byLabels(LocalityBalancing locality, Instance caller) {
    return instance -> {
      int same = 0;
      for (String label : locality.failoverPriority()) {
        if (!label(instance, label).equals(label(caller, label))) {
          break;
        }
        same++;
      }
      return locality.failoverPriority().size() - same;
    };
  }

  /** Places are labels too, as those of a Kubernetes node are. */
  private static Optional<String> label(Instance instance, String name) {
    return switch (name) {
      case "topology.kubernetes.io/region" -> Optional.of(instance.locality().region());
      case "topology.kubernetes.io/zone" -> Optional.of(instance.locality().zone());
      case "topology.istio.io/subzone" -> Optional.of(instance.locality().subZone());
      default -> Optional.ofNullable(instance.labels().get(name));
    };
  }

  private static ToIntFunction<Instance> byPlace(
      Optional<LocalityBalancing> given, Instance caller) {
    var home = caller.locality();
    return instance -> {
      var place = instance.locality();
      if (home.region().isEmpty()) {
        return 0;
      }
      if (place.equals(home)) {
        return 0;
      }
      if (!place.region().equals(home.region())) {
        return takesOver(given, home.region(), place.region()) ? CHOSEN_REGION : ELSEWHERE;
      }
      return place.zone().equals(home.zone()) ? 1 : SAME_REGION;
    };
  }

  private static boolean takesOver(Optional<LocalityBalancing> given, String home, String region) {
    return given.stream()
        .flatMap(locality -> locality.failover().stream())
        .anyMatch(failover -> failover.from().equals(home) && failover.to().equals(region));
  }
}
