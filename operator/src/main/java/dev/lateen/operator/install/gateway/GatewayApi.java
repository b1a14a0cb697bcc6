package dev.lateen.operator.install.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lateen.operator.gateway.api.DocumentReader;
import dev.lateen.operator.gateway.api.Meta;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What is said to the API server about documents of the Gateway API.
 *
 * @param client the client
 */
record GatewayApi(KubernetesClient client) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "v1";
  private static final String CLASS = "GatewayClass";
  private static final String STATUS = "status";

  /**
   * Writes a status where it is not what is stored. A document that is gone, or that changed
   * meanwhile, is left alone: another look follows.
   *
   * @param change makes the status from the one there is
   */
  void status(Meta document, UnaryOperator<JsonNode> change) {
    GenericKubernetesResource stored = resource(document).get();
    if (stored == null || !document.uid().equals(stored.getMetadata().getUid())) {
      return;
    }
    JsonNode before = JSON.valueToTree(stored.getAdditionalProperties().get(STATUS));
    JsonNode after = change.apply(before);
    if (!after.equals(before)) {
      stored.setAdditionalProperty(STATUS, JSON.convertValue(after, Map.class));
      resource(document, stored).updateStatus();
    }
  }

  /** Makes a GatewayClass that is served here. */
  void createClass(String name, Map<String, String> labels, String controller) {
    var resource =
        new GenericKubernetesResourceBuilder()
            .withApiVersion(DocumentReader.GROUP + "/" + VERSION)
            .withKind(CLASS)
            .withNewMetadata()
            .withName(name)
            .withLabels(labels)
            .endMetadata()
            .addToAdditionalProperties("spec", Map.of("controllerName", controller))
            .build();
    client.genericKubernetesResources(context(CLASS)).resource(resource).create();
  }

  void delete(Meta document) {
    resource(document).delete();
  }

  private Resource<GenericKubernetesResource> resource(Meta document) {
    var kind = client.genericKubernetesResources(context(document.kind()));
    return document.namespace().isEmpty()
        ? kind.withName(document.name())
        : kind.inNamespace(document.namespace()).withName(document.name());
  }

  private Resource<GenericKubernetesResource> resource(
      Meta document, GenericKubernetesResource content) {
    var kind = client.genericKubernetesResources(context(document.kind()));
    return document.namespace().isEmpty()
        ? kind.resource(content)
        : kind.inNamespace(document.namespace()).resource(content);
  }

  private static ResourceDefinitionContext context(String kind) {
    String plural = kind.toLowerCase(Locale.ROOT) + (kind.endsWith("s") ? "es" : "s");
    return new ResourceDefinitionContext.Builder()
        .withGroup(DocumentReader.GROUP)
        .withVersion(VERSION)
        .withPlural(plural)
        .withKind(kind)
        .withNamespaced(!kind.equals(CLASS))
        .build();
  }
}
