package dev.lateen.operator.platform;

import dev.lateen.crds.v1alpha1.RuleStatus;
import dev.lateen.crds.validation.Validated;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;

/**
 * A resource of {@code lateen.dev} as a platform found it.
 *
 * @param key which resource
 * @param generation {@code metadata.generation}
 * @param outcome the resource, complete with namespace and generation, or why it is not valid
 * @param status what was last written about it, where it is a rule and something was
 */
public record Candidate(
    ResourceKey key,
    long generation,
    Validated<CustomResource<?, ?>> outcome,
    Optional<RuleStatus> status) {}
