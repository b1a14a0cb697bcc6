package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.Ignore;
import io.javaoperatorsdk.operator.processing.dependent.BulkDependentResource;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An object of each gateway that a mesh asks for, called like the gateway.
 *
 * @param <R> kind of the objects
 */
@Ignore
abstract class EdgeResource<R extends HasMetadata> extends OwnedResource<R>
    implements BulkDependentResource<R, ServiceMesh> {

  EdgeResource(Class<R> type) {
    super(type);
  }

  /** The object of one gateway. */
  abstract R desired(EdgeGateway gateway, ServiceMesh mesh);

  /**
   * Whether a mesh asks for that of a gateway; if nothing else is said, where it has the gateway.
   */
  boolean isWanted(EdgeGateway gateway, ServiceMeshSpec spec) {
    return gateway.isWanted(spec);
  }

  @Override
  public Map<String, R> desiredResources(ServiceMesh mesh, Context<ServiceMesh> context) {
    return gateways()
        .filter(gateway -> isWanted(gateway, GatewayWanted.specOf(mesh)))
        .collect(Collectors.toMap(EdgeGateway::objectName, gateway -> desired(gateway, mesh)));
  }

  @Override
  public Map<String, R> getSecondaryResources(ServiceMesh mesh, Context<ServiceMesh> context) {
    var names = gateways().map(EdgeGateway::objectName).collect(Collectors.toSet());
    return context
        .getSecondaryResourcesAsStream(resourceType())
        .filter(object -> names.contains(object.getMetadata().getName()))
        .collect(Collectors.toMap(object -> object.getMetadata().getName(), Function.identity()));
  }

  private static Stream<EdgeGateway> gateways() {
    return Arrays.stream(EdgeGateway.values());
  }
}
