package dev.lateen.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.lateen.injection.InjectionNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an operator of a revision beside the main one consists of. It is the main one under another
 * name, with Services of its own; the main one has the API server ask it about the pods of the
 * namespaces with its label as long as it sees them. Definitions, rights and the service account
 * are those of both.
 *
 * @param revision value of {@code lateen.dev/rev}
 */
record RevisionManifests(String revision) {
  private static final String SERVICES = "revision.yaml";
  private static final String PLACEHOLDER = "{revision}";
  private static final String OPERATOR = "lateen-operator";
  private static final String DISCOVERY = "lateen-discovery";
  private static final Set<String> KINDS =
      Set.of("Deployment", "PodDisruptionBudget", "NetworkPolicy");

  /** Where the name of the operator stands for its pods; elsewhere it is that of its account. */
  private static final Set<String> NAMES = Set.of("name", "app.kubernetes.io/name");

  /** All documents, in the order in which they can be applied. */
  List<JsonNode> all(Optional<String> image) {
    return Stream.concat(
            Manifests.definitions(),
            Stream.concat(Manifests.operator(image).filter(doc -> !isOwn(doc)), own(image)))
        .toList();
  }

  /** What no other operator needs. */
  Stream<JsonNode> own(Optional<String> image) {
    return Stream.concat(
        Manifests.read(SERVICES, Resources.text(SERVICES).replace(PLACEHOLDER, revision)),
        Manifests.operator(image).filter(RevisionManifests::isOwn).map(this::ofRevision));
  }

  private static boolean isOwn(JsonNode document) {
    return KINDS.contains(document.path("kind").asText());
  }

  private JsonNode ofRevision(JsonNode document) {
    JsonNode copy = document.deepCopy();
    rename(copy);
    ((ObjectNode) copy.at("/metadata/labels")).put(InjectionNames.REVISION_LABEL, revision);
    if (copy.at("/spec/template/spec/containers/0/env") instanceof ArrayNode environment) {
      environment.addObject().put("name", "LATEEN_REVISION").put("value", revision);
      environment.forEach(variable -> serveAs((ObjectNode) variable));
    }
    return copy;
  }

  private void rename(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (NAMES.contains(field.getKey()) && field.getValue().asText().equals(OPERATOR)) {
          field.setValue(TextNode.valueOf(OPERATOR + "-" + revision));
        }
      }
    }
    node.forEach(this::rename);
  }

  /** Its certificate has the name of its Service. */
  private void serveAs(ObjectNode variable) {
    String value = variable.path("value").asText();
    if (value.contains(DISCOVERY)) {
      variable.put("value", value.replace(DISCOVERY, DISCOVERY + "-" + revision));
    }
  }
}
