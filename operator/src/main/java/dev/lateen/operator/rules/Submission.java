package dev.lateen.operator.rules;

import dev.lateen.crds.v1alpha1.RuleStatus;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.operator.platform.RefusedResource;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Optional;

/**
 * A rule as the platform has it, before it is judged against the others.
 *
 * @param revision which rule
 * @param spec what it says; empty where it is not valid by itself
 * @param errors why it is not valid by itself; empty where it is
 * @param status what was last written about it
 * @param <S> type of the spec
 */
record Submission<S>(
    RuleRevision revision, Optional<S> spec, List<FieldError> errors, Optional<RuleStatus> status) {

  static <S> Submission<S> of(CustomResource<S, RuleStatus> resource) {
    var metadata = resource.getMetadata();
    var key = new RuleKey(resource.getKind(), metadata.getNamespace(), metadata.getName());
    long generation = metadata.getGeneration() == null ? 0 : metadata.getGeneration();
    return new Submission<>(
        RuleRevision.of(key, generation, resource.getSpec()),
        Optional.of(resource.getSpec()),
        List.of(),
        Optional.ofNullable(resource.getStatus()));
  }

  static <S> Submission<S> of(RefusedResource refused) {
    var key = new RuleKey(refused.key().kind(), refused.key().namespace(), refused.key().name());
    return new Submission<>(
        new RuleRevision(key, refused.generation(), refused.errors().hashCode()),
        Optional.empty(),
        refused.errors(),
        refused.status());
  }

  RuleKey key() {
    return revision.key();
  }
}
