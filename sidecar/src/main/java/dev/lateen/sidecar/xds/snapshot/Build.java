package dev.lateen.sidecar.xds.snapshot;

import dev.lateen.sidecar.model.ProxyModel;
import java.util.Set;

/**
 * A model, and what it lacks.
 *
 * @param model with every gap answering 503
 * @param missing one text per gap, e.g. {@code route configuration "http_proxy"}; empty when the
 *     model is complete
 */
public record Build(ProxyModel model, Set<String> missing) {
  /** Copies the set. */
  public Build {
    missing = Set.copyOf(missing);
  }

  /** Whether nothing is missing. */
  public boolean complete() {
    return missing.isEmpty();
  }
}
