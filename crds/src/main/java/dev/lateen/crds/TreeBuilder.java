package dev.lateen.crds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * Makes a JSON tree of one parsed document, each alias written out. Depth and size are limited, as
 * a few aliases can stand for a document without end.
 */
final class TreeBuilder {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_NODES = 200_000;

  private final JsonNodeFactory nodes = JsonNodeFactory.instance;
  private int count;

  /**
   * The tree of {@code value}.
   *
   * @param value maps, lists and scalars as the YAML parser gives them
   * @throws IllegalArgumentException if it is too deep or too large
   */
  JsonNode build(Object value) {
    return build(value, 0);
  }

  private JsonNode build(Object value, int depth) {
    if (depth > MAX_DEPTH || ++count > MAX_NODES) {
      throw new IllegalArgumentException(
          "it is deeper than " + MAX_DEPTH + " levels or has more than " + MAX_NODES + " values");
    }
    return switch (value) {
      case null -> nodes.nullNode();
      case Map<?, ?> map -> {
        var object = nodes.objectNode();
        map.forEach((key, entry) -> object.set(String.valueOf(key), build(entry, depth + 1)));
        yield object;
      }
      case List<?> list -> {
        var array = nodes.arrayNode();
        list.forEach(item -> array.add(build(item, depth + 1)));
        yield array;
      }
      case String text -> nodes.textNode(text);
      case Boolean flag -> nodes.booleanNode(flag);
      case Integer number -> nodes.numberNode(number);
      case Long number -> nodes.numberNode(number);
      case BigInteger number -> nodes.numberNode(number);
      case Double number when Double.isFinite(number) -> nodes.numberNode(number);
      default -> nodes.textNode(value.toString());
    };
  }
}
