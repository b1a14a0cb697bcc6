package dev.lateen.crds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.lateen.crds.v1alpha1.ApiGroup;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.crds.validation.ResourceValidator;
import dev.lateen.crds.validation.Validated;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.List;

/** Reads files of several YAML or JSON documents into resources, each validated by itself. */
public final class ResourceReader {
  private static final String ISTIO_GROUP = "config.istio.io/";

  private ResourceReader() {}

  /**
   * Reads all documents of a file. Empty documents are left out but counted. Reading ends at the
   * first document that is not YAML, which is the last of the result.
   *
   * @param file how errors call it; it is not opened
   * @param text what it contains
   * @return the documents in the order of the file
   */
  public static List<Document> read(String file, String text) {
    var documents = new ArrayList<Document>();
    int number = 1;
    try {
      for (var nodes = YamlDocuments.of(text); nodes.hasNext(); number++) {
        var node = nodes.next();
        if (!node.isNull()) {
          documents.add(document(new Document.Origin(file, number), node));
        }
      }
    } catch (YamlDocuments.SyntaxException e) {
      var error = new FieldError("", "", "is not YAML or JSON: " + e.getMessage() + "; correct it");
      documents.add(
          new Document.Refused(
              new Document.Origin(file, number), MissingNode.getInstance(), List.of(error)));
    }
    return List.copyOf(documents);
  }

  private static Document document(Document.Origin origin, JsonNode node) {
    var version = node.path("apiVersion").asText();
    if (!node.isObject() || version.isEmpty()) {
      return refused(origin, node, "apiVersion", "is missing: set it");
    }
    if (version.startsWith(ISTIO_GROUP)) {
      return refused(origin, node, "apiVersion", "write " + ApiGroup.API_VERSION + " instead");
    }
    if (!version.startsWith(ApiGroup.NAME + "/")) {
      return new Document.Foreign(origin, node);
    }
    return switch (ResourceValidator.validate(node)) {
      case Validated.Valid<CustomResource<?, ?>>(var resource) ->
          new Document.Accepted(origin, node, resource);
      case Validated.Invalid<CustomResource<?, ?>>(var errors) ->
          new Document.Refused(origin, node, errors);
    };
  }

  private static Document refused(
      Document.Origin origin, JsonNode node, String field, String reason) {
    var value = node.has(field) ? node.path(field).toString() : "";
    var error = new FieldError(field, value, reason);
    return new Document.Refused(origin, node, List.of(error));
  }
}
