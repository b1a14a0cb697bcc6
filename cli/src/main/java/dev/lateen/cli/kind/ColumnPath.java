package dev.lateen.cli.kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of JSONPath that printer columns use: {@code .field}, {@code ['one','other']} and {@code
 * [?(@.field=="value")]}.
 *
 * @param steps from the resource to the value
 */
public record ColumnPath(List<Step> steps) {
  private static final Pattern STEP =
      Pattern.compile(
          "\\.(?<field>[A-Za-z0-9_]+)"
              + "|\\[(?<names>'[^\\]]*')\\]"
              + "|\\[\\?\\(@\\.(?<key>\\w+)\\s*==\\s*[\"'](?<equal>[^\"']*)[\"']\\)\\]");

  /** Takes a copy. */
  public ColumnPath {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException if it uses anything else
   */
  public static ColumnPath of(String path) {
    var steps = new ArrayList<Step>();
    var matcher = STEP.matcher(path);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      steps.add(step(matcher.toMatchResult()));
      end = matcher.end();
    }
    if (end != path.length()) {
      throw new IllegalArgumentException("cannot read the path " + path + " from " + end);
    }
    return new ColumnPath(steps);
  }

  private static Step step(MatchResult match) {
    if (match.group("field") != null) {
      return new Step.Fields(List.of(match.group("field")));
    }
    if (match.group("names") != null) {
      var names = match.group("names").split(",");
      return new Step.Fields(Stream.of(names).map(name -> name.strip().replace("'", "")).toList());
    }
    return new Step.Filter(match.group("key"), match.group("equal"));
  }

  /** The first value that is there, as text. */
  public Optional<String> value(JsonNode root) {
    var nodes = Stream.of(root);
    for (var step : steps) {
      nodes = nodes.flatMap(step::from);
    }
    return nodes
        .filter(JsonNode::isValueNode)
        .filter(n -> !n.isNull())
        .map(JsonNode::asText)
        .findFirst();
  }

  /** A step on the way to a value. */
  sealed interface Step {
    /** Where the step leads from a node. */
    Stream<JsonNode> from(JsonNode node);

    /** To every one of these fields that is there. */
    record Fields(List<String> names) implements Step {
      @Override
      public Stream<JsonNode> from(JsonNode node) {
        return names.stream().filter(node::has).map(node::get);
      }
    }

    /** To the items of a list whose field has this value. */
    record Filter(String field, String value) implements Step {
      @Override
      public Stream<JsonNode> from(JsonNode node) {
        return node.valueStream().filter(item -> item.path(field).asText().equals(value));
      }
    }
  }
}
