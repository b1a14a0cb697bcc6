package dev.lateen.operator.rules;

import dev.lateen.crds.v1alpha1.LastAccepted;
import dev.lateen.crds.validation.FieldError;
import java.util.List;
import java.util.Optional;

/** What became of a rule. */
public sealed interface Verdict {

  /** The rule, at the generation that was judged. */
  RuleRevision revision();

  /** The rule at the generation that is in force; empty when none is. */
  Optional<RuleRevision> inForce();

  /**
   * The rule is in force as it stands.
   *
   * @param revision the rule
   * @param notUsed why it changes nothing although it is in force, for example because its service
   *     is unknown; empty when it is used
   * @param warnings what it says that is not obeyed
   * @param demandsIdentity whether callers must prove who they are because of it
   */
  record Accepted(
      RuleRevision revision,
      Optional<NotUsed> notUsed,
      List<FieldError> warnings,
      boolean demandsIdentity)
      implements Verdict {
    public Accepted {
      warnings = List.copyOf(warnings);
    }

    @Override
    public Optional<RuleRevision> inForce() {
      return Optional.of(revision);
    }
  }

  /**
   * The rule is not in force as it stands.
   *
   * @param revision the rule
   * @param errors every problem, at least one
   * @param inForce what stays in force instead; empty when nothing does
   * @param lastAccepted the same as a status keeps it
   */
  record Rejected(
      RuleRevision revision,
      List<FieldError> errors,
      Optional<RuleRevision> inForce,
      Optional<LastAccepted> lastAccepted)
      implements Verdict {
    public Rejected {
      errors = List.copyOf(errors);
    }
  }
}
