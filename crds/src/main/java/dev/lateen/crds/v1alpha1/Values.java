package dev.lateen.crds.v1alpha1;

import java.util.List;
import java.util.Map;

/** Copies of collections that may be absent in a document. */
final class Values {
  private Values() {}

  static <T> List<T> list(List<T> values) {
    return values == null ? List.of() : List.copyOf(values);
  }

  static <V> Map<String, V> map(Map<String, V> values) {
    return values == null
        ? Map.of()
        : java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(values));
  }

  static <T> T orElse(T value, T fallback) {
    return value == null ? fallback : value;
  }
}
