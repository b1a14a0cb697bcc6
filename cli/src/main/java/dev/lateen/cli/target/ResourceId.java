package dev.lateen.cli.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * Which resource of a mesh directory.
 *
 * @param kind such as {@code RouteRule}
 * @param namespace {@code default} where the document says none
 * @param name its name
 */
record ResourceId(String kind, String namespace, String name) {
  static ResourceId of(JsonNode document) {
    return new ResourceId(
        document.path("kind").asText(),
        Metadata.namespace(document).orElse("default"),
        Metadata.name(document));
  }

  /** The file where a new resource is written. */
  String fileName() {
    return kind.toLowerCase(Locale.ROOT) + "-" + namespace + "-" + name + ".yaml";
  }
}
