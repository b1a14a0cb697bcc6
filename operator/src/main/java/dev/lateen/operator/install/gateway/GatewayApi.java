package dev.lateen.operator.install.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lateen.operator.gateway.api.DocumentReader;
import dev.lateen.operator.gateway.api.Meta;
import dev.lateen.operator.platform.kubernetes.GatewayKinds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What is said to the API server about documents of the Gateway API.
 *
 * @param client the client
 */
record GatewayApi(KubernetesClient client) {
  private static final ObjectMapper JSON = new ObjectMapper();
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
            .withApiVersion(DocumentReader.GROUP + "/" + GatewayKinds.VERSION)
            .withKind(GatewayKinds.CLASS)
            .withNewMetadata()
            .withName(name)
            .withLabels(labels)
            .endMetadata()
            .addToAdditionalProperties("spec", Map.of("controllerName", controller))
            .build();
    client
        .genericKubernetesResources(GatewayKinds.context(GatewayKinds.CLASS))
        .resource(resource)
        .create();
  }

  void delete(Meta document) {
    resource(document).delete();
  }

  private Resource<GenericKubernetesResource> resource(Meta document) {
    var kind = client.genericKubernetesResources(GatewayKinds.context(document.kind()));
    return document.namespace().isEmpty()
        ? kind.withName(document.name())
        : kind.inNamespace(document.namespace()).withName(document.name());
  }

  private Resource<GenericKubernetesResource> resource(
      Meta document, GenericKubernetesResource content) {
    var kind = client.genericKubernetesResources(GatewayKinds.context(document.kind()));
    return document.namespace().isEmpty()
        ? kind.resource(content)
        : kind.inNamespace(document.namespace()).resource(content);
  }
}
