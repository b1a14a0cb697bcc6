package dev.lateen.sidecar.capture.rules;

import java.util.List;
import java.util.Optional;

/**
 * Which of all there are: those included, without those excluded.
 *
 * @param included absent: all
 * @param excluded wins over what is included. Default none
 */
record Selection<T>(Optional<List<T>> included, List<T> excluded) {
  Selection {
    included = included.map(List::copyOf);
    excluded = List.copyOf(excluded);
  }

  static <T> Selection<T> all() {
    return new Selection<>(Optional.empty(), List.of());
  }
}
