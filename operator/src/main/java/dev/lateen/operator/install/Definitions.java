package dev.lateen.operator.install;

import dev.lateen.crds.CustomResourceDefinitions;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Gives the API server the definitions of our kinds; applying what is there already writes nothing.
 */
final class Definitions {
  private static final Logger LOG = Logger.getLogger(Definitions.class);
  private static final long ESTABLISHED_SECONDS = 30;
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(MeshObjects.OPERATOR)
          .withForce(true)
          .build();

  private final KubernetesClient client;

  Definitions(KubernetesClient client) {
    this.client = client;
  }

  /** Applies every definition and waits until the API server serves the kinds. */
  void apply() {
    List<CustomResourceDefinition> definitions =
        CustomResourceDefinitions.names().stream().map(this::parse).toList();
    definitions.forEach(definition -> client.resource(definition).patch(APPLY));
    definitions.forEach(
        definition ->
            client
                .resource(definition)
                .waitUntilCondition(
                    Definitions::isEstablished, ESTABLISHED_SECONDS, TimeUnit.SECONDS));
    LOG.infof("definitions applied count=%d", definitions.size());
  }

  private CustomResourceDefinition parse(String name) {
    return client
        .getKubernetesSerialization()
        .unmarshal(CustomResourceDefinitions.yaml(name), CustomResourceDefinition.class);
  }

  private static boolean isEstablished(CustomResourceDefinition definition) {
    return Optional.ofNullable(definition).map(CustomResourceDefinition::getStatus).stream()
        .flatMap(status -> status.getConditions().stream())
        .anyMatch(
            condition ->
                condition.getType().equals("Established") && condition.getStatus().equals("True"));
  }
}
