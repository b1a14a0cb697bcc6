package dev.lateen.cli.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What became of a resource that was applied.
 *
 * @param outcome what was done
 * @param namespace where it is; empty when it has none
 * @param isAbout whether a resource as found later has a status about what was applied
 */
public record Applied(Outcome outcome, String namespace, Predicate<JsonNode> isAbout) {
  /** What applying did. */
  public enum Outcome {
    /** It was not there. */
    CREATED,
    /** It was another. */
    CONFIGURED,
    /** It was the same. */
    UNCHANGED;

    /** As kubectl says it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
