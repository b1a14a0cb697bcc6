package dev.lateen.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.crds.CustomResourceDefinitions;
import dev.lateen.crds.Document;
import dev.lateen.crds.ResourceReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an installation consists of before there is a mesh: the definitions, and the operator. */
public final class Manifests {
  private static final String OPERATOR = "operator.yaml";

  private Manifests() {}

  /**
   * All documents, in the order in which they can be applied.
   *
   * @param image of the operator; empty: the usual one
   */
  public static List<JsonNode> all(Optional<String> image) {
    return Stream.concat(definitions(), operator(image)).toList();
  }

  /** The definitions of the kinds. */
  static Stream<JsonNode> definitions() {
    return CustomResourceDefinitions.names().stream()
        .map(CustomResourceDefinitions::yaml)
        .flatMap(Manifests::documents);
  }

  /** The operator, with its namespace and what it may do. */
  static Stream<JsonNode> operator(Optional<String> image) {
    return documents(Resources.text(OPERATOR))
        .map(document -> image.map(name -> with(document, name)).orElse(document));
  }

  private static Stream<JsonNode> documents(String text) {
    return ResourceReader.read(OPERATOR, text).stream().map(Document::raw);
  }

  private static JsonNode with(JsonNode document, String image) {
    if (!document.path("kind").asText().equals("Deployment")) {
      return document;
    }
    JsonNode copy = document.deepCopy();
    ((ObjectNode) copy.at("/spec/template/spec/containers/0")).put("image", image);
    return copy;
  }
}
