package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import dev.lateen.injection.MeshMember;
import dev.lateen.operator.inject.SidecarAddresses;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import jakarta.inject.Singleton;

/** What every proxy of the mesh starts with; a key is the environment variable it becomes. */
@Singleton
@KubernetesDependent(
    createResourceOnlyIfNotExistingWithSSA = false,
    informer = @Informer(labelSelector = MeshObjects.MANAGED))
public class MeshConfigMap extends InstalledResource<ConfigMap> {
  private final SidecarAddresses addresses;

  public MeshConfigMap(SidecarAddresses addresses) {
    super(ConfigMap.class, MeshObjects.CONFIG_MAP);
    this.addresses = addresses;
  }

  @Override
  protected ConfigMap desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    ServiceMeshSpec spec = GatewayWanted.specOf(mesh);
    EnvVar operator = new MeshMember(addresses.controlPlane(mesh)).operator();
    return new ConfigMapBuilder()
        .withMetadata(MeshObjects.namespaced(MeshObjects.CONFIG_MAP, mesh))
        .addToData(operator.getName(), operator.getValue())
        .addToData("LATEEN_TRUST_DOMAIN", spec.trustDomain())
        .addToData("LATEEN_DRAIN_SECONDS", InstallSettings.drainSeconds(spec))
        .build();
  }
}
