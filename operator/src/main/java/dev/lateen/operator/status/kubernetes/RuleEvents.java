package dev.lateen.operator.status.kubernetes;

import dev.lateen.crds.v1alpha1.Condition;
import dev.lateen.crds.v1alpha1.RuleStatus;
import dev.lateen.operator.status.kubernetes.MeshEvents.Happening;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Tells of a rule that was accepted or rejected by an Event. */
@Singleton
public class RuleEvents {
  private final MeshEvents events;

  public RuleEvents(MeshEvents events) {
    this.events = events;
  }

  /** Writes an Event when the new status accepts or rejects what the stored one did not. */
  void transition(CustomResource<?, RuleStatus> rule, RuleStatus news) {
    Optional<Condition> before = accepted(rule.getStatus());
    accepted(news)
        .filter(after -> !isSame(before, after))
        .ifPresent(after -> events.tell(happening(rule, after)));
  }

  private static boolean isSame(Optional<Condition> before, Condition after) {
    return before
        .filter(condition -> condition.status().equals(after.status()))
        .filter(condition -> condition.observedGeneration().equals(after.observedGeneration()))
        .isPresent();
  }

  private static Optional<Condition> accepted(RuleStatus status) {
    return Optional.ofNullable(status).stream()
        .flatMap(one -> one.conditions().stream())
        .filter(condition -> condition.type().equals(Condition.ACCEPTED))
        .findFirst();
  }

  private static Happening happening(CustomResource<?, RuleStatus> rule, Condition accepted) {
    boolean good = accepted.status().equals("True");
    var metadata = rule.getMetadata();
    return new Happening(
        new ObjectReferenceBuilder()
            .withApiVersion(rule.getApiVersion())
            .withKind(rule.getKind())
            .withName(metadata.getName())
            .withNamespace(metadata.getNamespace())
            .withUid(metadata.getUid())
            .build(),
        good,
        good ? "Accepted" : "Rejected",
        "Judge",
        Optional.ofNullable(accepted.message())
            .orElse("generation " + metadata.getGeneration() + " is in force"));
  }
}
