package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
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
  private final InstallSettings settings;

  public MeshConfigMap(InstallSettings settings) {
    super(ConfigMap.class, MeshObjects.CONFIG_MAP);
    this.settings = settings;
  }

  @Override
  protected ConfigMap desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    ServiceMeshSpec spec = GatewayWanted.specOf(mesh);
    return new ConfigMapBuilder()
        .withMetadata(MeshObjects.namespaced(MeshObjects.CONFIG_MAP, mesh))
        .addToData("LATEEN_DISCOVERY_ADDRESS", settings.discoveryAddressFor(mesh))
        .addToData("LATEEN_TRUST_DOMAIN", spec.trustDomain())
        .addToData("LATEEN_DRAIN_SECONDS", InstallSettings.drainSeconds(spec))
        .build();
  }
}
