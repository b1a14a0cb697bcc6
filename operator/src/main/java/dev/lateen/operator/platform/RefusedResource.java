package dev.lateen.operator.platform;

import dev.lateen.crds.v1alpha1.RuleStatus;
import dev.lateen.crds.validation.FieldError;
import java.util.List;
import java.util.Optional;

/**
 * A resource of {@code lateen.dev} that is there but is not valid by itself.
 *
 * @param key which resource
 * @param generation {@code metadata.generation} of what is not valid
 * @param errors at least one problem
 * @param status what was last written about it, where it is a rule and something was
 */
public record RefusedResource(
    ResourceKey key, long generation, List<FieldError> errors, Optional<RuleStatus> status) {

  public RefusedResource {
    errors = List.copyOf(errors);
  }
}
