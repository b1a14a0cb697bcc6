package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.GatewayAutoscaling;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** Chooses the number of instances of a gateway, by the processors that they use. */
@KubernetesDependent(
    createResourceOnlyIfNotExistingWithSSA = false,
    informer = @Informer(labelSelector = MeshObjects.MANAGED))
public class EdgeAutoscalers extends EdgeResource<HorizontalPodAutoscaler> {

  public EdgeAutoscalers() {
    super(HorizontalPodAutoscaler.class);
  }

  @Override
  boolean isWanted(EdgeGateway gateway, ServiceMeshSpec spec) {
    return super.isWanted(gateway, spec) && gateway.settings(spec).autoscaling() != null;
  }

  @Override
  HorizontalPodAutoscaler desired(EdgeGateway gateway, ServiceMesh mesh) {
    GatewayAutoscaling autoscaling = gateway.settings(GatewayWanted.specOf(mesh)).autoscaling();
    return new HorizontalPodAutoscalerBuilder()
        .withMetadata(MeshObjects.namespaced(gateway.objectName(), mesh))
        .withNewSpec()
        .withNewScaleTargetRef("apps/v1", "Deployment", gateway.objectName())
        .withMinReplicas(autoscaling.minReplicas())
        .withMaxReplicas(autoscaling.maxReplicas())
        .addNewMetric()
        .withType("Resource")
        .withNewResource()
        .withName("cpu")
        .withNewTarget()
        .withType("Utilization")
        .withAverageUtilization(autoscaling.targetCpuPercent())
        .endTarget()
        .endResource()
        .endMetric()
        .endSpec()
        .build();
  }
}
