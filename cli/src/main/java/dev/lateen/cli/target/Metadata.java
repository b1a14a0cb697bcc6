package dev.lateen.cli.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads and changes the envelope of documents. */
public final class Metadata {
  private static final List<String> WRITTEN_BY_SERVERS =
      List.of(
          "creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid");

  private Metadata() {}

  /** Its name; empty when it has none. */
  public static String name(JsonNode document) {
    return document.path("metadata").path("name").asText();
  }

  /** Its namespace, if it says one. */
  public static Optional<String> namespace(JsonNode document) {
    return Optional.of(document.path("metadata").path("namespace").asText())
        .filter(namespace -> !namespace.isEmpty());
  }

  /** Such as {@code routerule.lateen.dev/reviews}. */
  public static String label(JsonNode document) {
    var apiVersion = document.path("apiVersion").asText();
    int slash = apiVersion.indexOf('/');
    var kind = document.path("kind").asText().toLowerCase(Locale.ROOT);
    return kind + (slash < 0 ? "" : "." + apiVersion.substring(0, slash)) + "/" + name(document);
  }

  /** A copy without what only servers write: status, generation and the like. */
  static ObjectNode wanted(JsonNode document) {
    ObjectNode copy = document.deepCopy();
    copy.remove("status");
    if (copy.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove(WRITTEN_BY_SERVERS);
    }
    return copy;
  }
}
