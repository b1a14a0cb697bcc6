package dev.lateen.crds.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A place in a document: its path and what stands there, which may be nothing or of the wrong type.
 * What is missing has a missing node, so that rules read on without asking.
 */
record Field(String path, JsonNode node) {
  Field child(String name) {
    return new Field(join(name), node.path(name));
  }

  Field entry(String key) {
    return new Field(path + "[" + key + "]", node.path(key));
  }

  /** The entries of a list; none where there is no list. */
  List<Field> items() {
    return IntStream.range(0, node.isArray() ? node.size() : 0)
        .mapToObj(i -> new Field(path + "[" + i + "]", node.path(i)))
        .toList();
  }

  /** The entries of a map; none where there is no map. */
  List<Field> entries() {
    return keys().map(this::entry).toList();
  }

  Stream<String> keys() {
    return node.isObject() ? node.propertyStream().map(Map.Entry::getKey) : Stream.empty();
  }

  boolean present() {
    return !node.isMissingNode() && !node.isNull();
  }

  boolean has(String name) {
    return child(name).present();
  }

  /** Whether it is a list, map or text with something in it, or a number or a flag. */
  boolean filled() {
    return present() && !(node.isContainerNode() && node.isEmpty());
  }

  String text() {
    return node.asText();
  }

  FieldError error(String reason) {
    return new FieldError(path, present() ? node.toString() : "", reason);
  }

  private String join(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
