package dev.lateen.tour.mesh;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the operator wrote about a resource.
 *
 * @param text the file with its status, as YAML in block style
 */
public record ResourceState(String text) {
  private static final Pattern ITEM = Pattern.compile("(?m)^ *- ");
  private static final Pattern GENERATION = Pattern.compile("(?m)^observedGeneration: *(\\d+)");

  /** Whether the condition Ready holds. */
  public boolean ready() {
    return condition("Ready", "status").filter("True"::equals).isPresent();
  }

  /** Whether the condition Accepted does not hold. */
  public boolean rejected() {
    return condition("Accepted", "status").filter("False"::equals).isPresent();
  }

  /** A field of a condition, such as its reason. */
  public Optional<String> condition(String type, String field) {
    return conditions()
        .filter(condition -> value(condition, "type").filter(type::equals).isPresent())
        .findFirst()
        .flatMap(condition -> value(condition, field));
  }

  /** The generation that this is about; 0 when it does not say. */
  public long observedGeneration() {
    var matcher = GENERATION.matcher(text);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  /** On how many sidecars a rule is live, such as 12/12. */
  public Optional<String> live() {
    return value(text, "live");
  }

  private Stream<String> conditions() {
    int start = text.indexOf("conditions:");
    return start < 0 ? Stream.empty() : ITEM.splitAsStream(text.substring(start)).skip(1);
  }

  private static Optional<String> value(String block, String field) {
    var matcher =
        Pattern.compile("(?m)^ *" + field + ": *(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|(.*))$")
            .matcher(block);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return Stream.of(1, 2, 3).map(matcher::group).filter(Objects::nonNull).findFirst();
  }
}
