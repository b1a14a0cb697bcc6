package dev.lateen.injection;

import dev.lateen.crds.validation.FieldError;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;

/** What becomes of a pod. */
public sealed interface Injection {
  /**
   * It joins the mesh.
   *
   * @param pod as it is to be
   */
  record Injected(Pod pod) implements Injection {}

  /**
   * It stays as it is.
   *
   * @param reason why
   */
  record Skipped(SkipReason reason) implements Injection {}

  /**
   * It must not start, as what it says of its sidecar cannot be done.
   *
   * @param errors at least one, with field, value and fix
   */
  record Refused(List<FieldError> errors) implements Injection {
    /** Takes a copy. */
    public Refused {
      errors = List.copyOf(errors);
    }
  }
}
