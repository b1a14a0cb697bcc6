package dev.lateen.injection;

import dev.lateen.crds.v1alpha1.GatewayResources;
import dev.lateen.crds.v1alpha1.SidecarResources;
import dev.lateen.crds.v1alpha1.SidecarResources.Limits;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.Optional;

/** What containers of proxies ask of a node. Pure. */
public final class ContainerResources {
  private ContainerResources() {}

  /** Those of gateways, as the mesh says it. */
  public static ResourceRequirements of(GatewayResources resources) {
    return of(resources.requests().cpu(), resources.requests().memory(), resources.limits());
  }

  /** Those of sidecars, as the mesh or their pod says it. */
  static ResourceRequirements of(SidecarResources resources) {
    return of(resources.requests().cpu(), resources.requests().memory(), resources.limits());
  }

  private static ResourceRequirements of(String cpu, String memory, Limits limits) {
    var requirements =
        new ResourceRequirementsBuilder()
            .addToRequests("cpu", new Quantity(cpu))
            .addToRequests("memory", new Quantity(memory))
            .addToLimits("memory", new Quantity(limits.memory()));
    Optional.ofNullable(limits.cpu())
        .ifPresent(most -> requirements.addToLimits("cpu", new Quantity(most)));
    return requirements.build();
  }
}
