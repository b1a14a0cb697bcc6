package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.IngressGateway;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;

/** The ingress gateway: sidecars of their own, at the edge of the mesh (TM-110). */
@Singleton
@KubernetesDependent(createResourceOnlyIfNotExistingWithSSA = false)
public class GatewayDeployment extends InstalledResource<Deployment> {
  private final InstallSettings settings;

  public GatewayDeployment(InstallSettings settings) {
    super(Deployment.class, MeshObjects.GATEWAY);
    this.settings = settings;
  }

  @Override
  protected Deployment desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    IngressGateway gateway = GatewayWanted.specOf(mesh).gateways().ingress();
    Map<String, String> labels = new TreeMap<>(MeshObjects.labels(MeshObjects.GATEWAY));
    labels.putAll(MeshObjects.gatewaySelector(mesh));
    return new DeploymentBuilder()
        .withMetadata(MeshObjects.namespaced(MeshObjects.GATEWAY, mesh))
        .withNewSpec()
        .withReplicas(gateway.replicas())
        .withNewSelector()
        .withMatchLabels(MeshObjects.gatewaySelector(mesh))
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .endMetadata()
        .withSpec(podSpec(mesh, gateway))
        .endTemplate()
        .endSpec()
        .build();
  }

  private PodSpec podSpec(ServiceMesh mesh, IngressGateway gateway) {
    return new PodSpecBuilder()
        .withServiceAccountName(MeshObjects.GATEWAY)
        .withAutomountServiceAccountToken(false)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withContainers(new GatewayContainer(mesh, gateway.image(), settings).build())
        .addNewVolume()
        .withName(GatewayContainer.TEMPORARY_FILES)
        .withNewEmptyDir()
        .endEmptyDir()
        .endVolume()
        .build();
  }
}
