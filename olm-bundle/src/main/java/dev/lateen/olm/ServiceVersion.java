package dev.lateen.olm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.crds.Document;
import java.util.Base64;
import java.util.List;

/**
 * The ClusterServiceVersion: what the manifests of the installation say, in the form in which OLM
 * takes it. The webhooks are not in it: OLM cannot select namespaces by label for them, and the
 * operator keeps its own.
 */
final class ServiceVersion {
  private final Installation installation;
  private final Release release;
  private final ObjectNode csv = Yaml.object("csv.yaml");

  private ServiceVersion(Installation installation, Release release) {
    this.installation = installation;
    this.release = release;
  }

  static JsonNode of(Installation installation, Release release) {
    return new ServiceVersion(installation, release).made();
  }

  private JsonNode made() {
    csv.withObject("/metadata").put("name", Release.csvName(release.version()));
    annotate(csv.withObject("/metadata/annotations"));
    ObjectNode spec = csv.withObject("/spec");
    spec.put("version", release.version());
    spec.put("description", Yaml.text("description.md"));
    release.replaces().ifPresent(version -> spec.put("replaces", Release.csvName(version)));
    spec.putArray("icon")
        .addObject()
        .put("base64data", Base64.getEncoder().encodeToString(Yaml.bytes("icon.svg")))
        .put("mediatype", "image/svg+xml");
    ArrayNode images = spec.putArray("relatedImages");
    for (String program : List.of("operator", "sidecar")) {
      images.addObject().put("name", program).put("image", release.image(program));
    }
    ArrayNode owned = spec.withObject("/customresourcedefinitions").putArray("owned");
    installation.definitions().map(ServiceVersion::owned).forEach(owned::add);
    install(spec.putObject("install"));
    return csv;
  }

  private void annotate(ObjectNode annotations) {
    annotations.put("containerImage", release.image("operator"));
    annotations.put("createdAt", release.created());
    if (release.replaces().isEmpty()) {
      annotations.put("olm.skipRange", "<" + release.version());
    }
    ArrayNode examples = Yaml.JSON.createArrayNode();
    Yaml.resource("examples.yaml").stream().map(Document::raw).forEach(examples::add);
    annotations.put("alm-examples", examples.toPrettyString());
  }

  private static ObjectNode owned(JsonNode definition) {
    String kind = definition.at("/spec/names/kind").asText();
    JsonNode words = Yaml.object("kinds.yaml").path(kind);
    JsonNode version = definition.at("/spec/versions/0");
    JsonNode schema = version.at("/schema/openAPIV3Schema/properties");
    ObjectNode node = Yaml.JSON.createObjectNode();
    node.put("name", definition.at("/metadata/name").asText());
    node.put("version", version.path("name").asText());
    node.put("kind", kind);
    node.put("displayName", words.path("title").asText());
    node.put("description", words.path("about").asText());
    node.set("specDescriptors", Descriptors.of(schema.path("spec")));
    node.set("statusDescriptors", Descriptors.of(schema.path("status")));
    return node;
  }

  private void install(ObjectNode install) {
    install.put("strategy", "deployment");
    ObjectNode spec = install.putObject("spec");
    permissions(spec.putArray("clusterPermissions"), "ClusterRole");
    permissions(spec.putArray("permissions"), "Role");
    JsonNode deployment = installation.only("Deployment");
    ObjectNode entry = spec.putArray("deployments").addObject();
    entry.put("name", deployment.at("/metadata/name").asText());
    entry.set("label", deployment.at("/metadata/labels"));
    entry.set("spec", deployment.path("spec"));
  }

  private void permissions(ArrayNode permissions, String role) {
    ObjectNode entry = permissions.addObject();
    entry.put(
        "serviceAccountName", installation.only("ServiceAccount").at("/metadata/name").asText());
    entry.set("rules", installation.bound(role).path("rules"));
  }
}
