package dev.lateen.operator.discovery.compile;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Label sets: the version of a service. */
final class Labels {
  private Labels() {}

  /** Whether {@code all} has every label of {@code some} (TM-021, TM-031). */
  static boolean include(Map<String, String> all, Map<String, String> some) {
    return all.entrySet().containsAll(some.entrySet());
  }

  /** {@code k=v} sorted by key and joined by commas; empty for no labels. */
  static String text(Map<String, String> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
  }
}
