package dev.lateen.operator.platform.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lateen.crds.v1alpha1.RuleStatus;
import dev.lateen.crds.validation.ResourceValidator;
import dev.lateen.operator.platform.Candidate;
import dev.lateen.operator.platform.ResourceKey;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Validates the resources of {@code lateen.dev}, each version of a resource once. They come as they
 * are stored, so that one that no longer fits our model is refused instead of ending the watch. Not
 * thread-safe.
 */
final class CustomCandidates {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The kinds whose status holds what was last accepted. */
  private static final Set<String> RULES =
      Set.of("RouteRule", "DestinationPolicy", "EgressRule", "Policy");

  private Map<String, Candidate> known = Map.of();

  /** Validates everything there is; what is not among it is forgotten. */
  List<Candidate> of(Collection<GenericKubernetesResource> resources) {
    var now = new HashMap<String, Candidate>();
    resources.forEach(
        resource -> {
          var version =
              resource.getMetadata().getUid() + "@" + resource.getMetadata().getResourceVersion();
          var before = known.get(version);
          now.put(version, before == null ? candidate(resource) : before);
        });
    known = Map.copyOf(now);
    return List.copyOf(now.values());
  }

  private static Candidate candidate(GenericKubernetesResource resource) {
    JsonNode document = JSON.valueToTree(resource);
    var metadata = resource.getMetadata();
    return new Candidate(
        new ResourceKey(resource.getKind(), metadata.getNamespace(), metadata.getName()),
        metadata.getGeneration() == null ? 0 : metadata.getGeneration(),
        ResourceValidator.validate(document),
        status(resource.getKind(), document.path("status")));
  }

  private static Optional<RuleStatus> status(String kind, JsonNode status) {
    if (!RULES.contains(kind) || !status.isObject()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.treeToValue(status, RuleStatus.class));
    } catch (JsonProcessingException _) {
      // Nobody but the operator writes it, and it writes it anew.
      return Optional.empty();
    }
  }
}
