package dev.lateen.olm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.cli.Manifests;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code lateen install} applies, with the images of a release.
 *
 * @param documents in the order in which they are applied
 */
public record Installation(List<JsonNode> documents) {
  private static final String DEFAULT_REGISTRY = "localhost/";
  private static final String DEFAULT_VERSION = "0.1.0";

  /** That of a release. */
  public static Installation of(Release release) {
    return new Installation(
        Manifests.all(Optional.empty()).stream()
            .map(document -> withImages(document, release))
            .toList());
  }

  /** Images are named by the operator's Deployment and by defaults of the definitions. */
  private static JsonNode withImages(JsonNode document, Release release) {
    String text = document.toString();
    for (String program : List.of("operator", "sidecar")) {
      text =
          text.replace(
              DEFAULT_REGISTRY + "lateen-" + program + ":" + DEFAULT_VERSION,
              release.image(program));
    }
    return Yaml.json(text);
  }

  /** The definitions of the kinds. */
  public Stream<JsonNode> definitions() {
    return of("CustomResourceDefinition");
  }

  /** The only object of a kind. */
  public JsonNode only(String kind) {
    return of(kind).findFirst().orElseThrow();
  }

  /** The role of this kind that a binding gives to the operator. */
  public JsonNode bound(String kind) {
    return of(kind).filter(this::isBound).findFirst().orElseThrow();
  }

  /** Roles that administrators may bind, and nobody has yet. */
  public Stream<JsonNode> unbound() {
    return of("ClusterRole").filter(role -> !isBound(role));
  }

  private boolean isBound(JsonNode role) {
    return documents.stream()
        .map(document -> document.path("roleRef"))
        .anyMatch(
            reference ->
                reference.path("kind").equals(role.path("kind"))
                    && reference.path("name").equals(role.at("/metadata/name")));
  }

  private Stream<JsonNode> of(String kind) {
    return documents.stream().filter(document -> document.path("kind").asText().equals(kind));
  }
}
