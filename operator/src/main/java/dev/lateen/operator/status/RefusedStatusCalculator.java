package dev.lateen.operator.status;

import dev.lateen.crds.v1alpha1.Condition;
import dev.lateen.crds.v1alpha1.ResourceStatus;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.operator.platform.RefusedResource;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes the status of a resource that is not a rule and not valid, such as a Workload whose file
 * cannot be read. Pure but for the clock.
 *
 * @param clock says when a condition changed
 */
public record RefusedStatusCalculator(Clock clock) {

  /**
   * Calculates.
   *
   * @param refused the resource and its problems
   * @param previous the status there was
   */
  public ResourceStatus calculate(RefusedResource refused, Optional<ResourceStatus> previous) {
    var conditions =
        new Conditions(
            clock,
            Optional.of(refused.generation()),
            previous.map(ResourceStatus::conditions).orElse(List.of()));
    var errors =
        refused.errors().stream().map(FieldError::toString).collect(Collectors.joining("; "));
    return new ResourceStatus(
        refused.generation(),
        List.of(
            conditions.make(Condition.ACCEPTED, false, "Invalid", errors),
            conditions.make(
                Condition.READY, false, "Rejected", "what it said before stays in force")));
  }
}
