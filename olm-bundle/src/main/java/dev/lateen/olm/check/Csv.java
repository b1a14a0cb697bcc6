package dev.lateen.olm.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.olm.Bundle;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The ClusterServiceVersion of a bundle, and findings about it. */
final class Csv {
  private final JsonNode root;

  Csv(Bundle bundle) {
    root = bundle.yaml(Bundle.CSV);
  }

  /**
   * A part of it.
   *
   * @param pointer such as {@code /spec/version}
   */
  JsonNode at(String pointer) {
    return root.at(pointer);
  }

  String text(String pointer) {
    return root.at(pointer).asText();
  }

  JsonNode annotation(String name) {
    return root.at("/metadata/annotations").path(name);
  }

  /** A finding, unless a part is as it should be. */
  Stream<Finding> expect(String pointer, Predicate<JsonNode> good, String reason) {
    return unless(good.test(at(pointer)), pointer, reason);
  }

  /** The same about an annotation. */
  Stream<Finding> expectAnnotation(String name, Predicate<String> good, String reason) {
    return unless(good.test(annotation(name).asText()), "/metadata/annotations/" + name, reason);
  }

  Stream<Finding> unless(boolean good, String field, String reason) {
    return good ? Stream.empty() : Stream.of(new Finding(Bundle.CSV, field, reason));
  }
}
