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

  /** Those of the main operator, or of one of a revision beside it. */
  static List<JsonNode> all(Optional<String> revision, Optional<String> image) {
    return revision.map(name -> new RevisionManifests(name).all(image)).orElseGet(() -> all(image));
  }

  /** The definitions of the kinds. */
  static Stream<JsonNode> definitions() {
    return CustomResourceDefinitions.names().stream()
        .map(CustomResourceDefinitions::yaml)
        .flatMap(text -> read(OPERATOR, text));
  }

  /** The operator, with its namespace and what it may do. */
  static Stream<JsonNode> operator(Optional<String> image) {
    return read(OPERATOR, Resources.text(OPERATOR))
        .map(document -> image.map(name -> with(document, name)).orElse(document));
  }

  /** The documents of a text that comes with this program. */
  static Stream<JsonNode> read(String name, String text) {
    return ResourceReader.read(name, text).stream().map(Document::raw);
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
