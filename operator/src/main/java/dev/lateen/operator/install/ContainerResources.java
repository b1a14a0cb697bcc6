package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.GatewayResources;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.Optional;

/** What containers of gateways ask of a node. Pure. */
public final class ContainerResources {
  private ContainerResources() {}

  /** As the mesh says it. */
  public static ResourceRequirements of(GatewayResources resources) {
    var requirements =
        new ResourceRequirementsBuilder()
            .addToRequests("cpu", new Quantity(resources.requests().cpu()))
            .addToRequests("memory", new Quantity(resources.requests().memory()))
            .addToLimits("memory", new Quantity(resources.limits().memory()));
    Optional.ofNullable(resources.limits().cpu())
        .ifPresent(cpu -> requirements.addToLimits("cpu", new Quantity(cpu)));
    return requirements.build();
  }
}
