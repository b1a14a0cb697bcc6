package dev.lateen.operator.gateway.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;

/**
 * Chooses by labels, as everywhere in Kubernetes.
 *
 * @param matchLabels labels that must be there
 * @param matchExpressions conditions that must hold
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LabelSelector(Map<String, String> matchLabels, List<Requirement> matchExpressions) {

  public LabelSelector {
    matchLabels = matchLabels == null ? Map.of() : Map.copyOf(matchLabels);
    matchExpressions = Lists.orEmpty(matchExpressions);
  }

  /**
   * A condition.
   *
   * @param key label
   * @param operator In, NotIn, Exists or DoesNotExist
   * @param values for In and NotIn
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Requirement(String key, String operator, List<String> values) {
    public Requirement {
      values = Lists.orEmpty(values);
    }

    private boolean accepts(Map<String, String> labels) {
      return switch (operator) {
        case "In" -> labels.containsKey(key) && values.contains(labels.get(key));
        case "NotIn" -> !labels.containsKey(key) || !values.contains(labels.get(key));
        case "Exists" -> labels.containsKey(key);
        case "DoesNotExist" -> !labels.containsKey(key);
        default -> false;
      };
    }
  }

  /** Whether labels are chosen. */
  public boolean accepts(Map<String, String> labels) {
    return labels.entrySet().containsAll(matchLabels.entrySet())
        && matchExpressions.stream().allMatch(requirement -> requirement.accepts(labels));
  }
}
