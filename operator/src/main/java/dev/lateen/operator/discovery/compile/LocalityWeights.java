package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import dev.lateen.crds.v1alpha1.LocalityBalancing;
import dev.lateen.crds.v1alpha1.LocalityShares;
import dev.lateen.operator.platform.model.Locality;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shares of localities in the calls of one caller, where its policy gives them (TS-07). */
final class LocalityWeights {
  /** Shares are percent; localities of one share divide it. */
  private static final int SCALE = 100;

  private LocalityWeights() {}

  /**
   * The weight of each locality that gets anything; empty where the policy gives none for the
   * caller.
   *
   * @param sizes of localities, more than 0 each
   */
  static Optional<Map<Locality, Integer>> of(
      Optional<DestinationPolicySpec> policy, Locality caller, Map<Locality, Integer> sizes) {
    return policy
        .filter(LocalityGroups::distributes)
        .flatMap(LocalityGroups::balancing)
        .map(LocalityBalancing::distribute)
        .flatMap(shares -> forCaller(shares, caller))
        .map(shares -> weights(shares.to(), sizes));
  }

  private static Optional<LocalityShares> forCaller(List<LocalityShares> all, Locality caller) {
    return all.stream().filter(shares -> matches(shares.from(), caller)).findFirst();
  }

  private static Map<Locality, Integer> weights(
      Map<String, Integer> shares, Map<Locality, Integer> sizes) {
    var weights = new HashMap<Locality, Integer>();
    shares.forEach(
        (place, share) -> {
          var matching = sizes.keySet().stream().filter(found -> matches(place, found)).toList();
          int whole = matching.stream().mapToInt(sizes::get).sum();
          matching.stream()
              .filter(_ -> share > 0)
              .forEach(
                  found ->
                      weights.putIfAbsent(
                          found, Math.max(1, share * SCALE * sizes.get(found) / whole)));
        });
    return weights;
  }

  /** A pattern names a region, its zone and its part; a star and what is left out match all. */
  static boolean matches(String pattern, Locality locality) {
    String[] parts = pattern.split("/");
    String[] place = {locality.region(), locality.zone(), locality.subZone()};
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].equals("*") && !parts[i].equals(place[i])) {
        return false;
      }
    }
    return true;
  }
}
