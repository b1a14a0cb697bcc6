package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the CNI plug-in on every node, and keeps it there (UA-12). Its account and what that may do
 * are in {@code install/cni.yaml}, so that the operator need not be able to grant it.
 */
@KubernetesDependent(
    createResourceOnlyIfNotExistingWithSSA = false,
    informer = @Informer(labelSelector = MeshObjects.MANAGED))
public class CniDaemonSet extends InstalledResource<DaemonSet> {

  public CniDaemonSet() {
    super(DaemonSet.class, MeshObjects.CNI);
  }

  @Override
  protected DaemonSet desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    Map<String, String> selector =
        Map.of(
            MeshObjects.NAME_LABEL,
            MeshObjects.CNI,
            MeshObjects.MESH_LABEL,
            mesh.getMetadata().getName());
    Map<String, String> labels = new TreeMap<>(MeshObjects.labels(MeshObjects.CNI));
    labels.putAll(selector);
    return new DaemonSetBuilder()
        .withMetadata(MeshObjects.namespaced(MeshObjects.CNI, mesh))
        .withNewSpec()
        .withNewSelector()
        .withMatchLabels(selector)
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .endMetadata()
        .withSpec(podSpec(new CniContainer(mesh)))
        .endTemplate()
        .endSpec()
        .build();
  }

  /** On every node, whatever it is kept free of, and not sent away for pods that need it. */
  private static PodSpec podSpec(CniContainer container) {
    return new PodSpecBuilder()
        .withServiceAccountName(MeshObjects.CNI)
        .withPriorityClassName("system-node-critical")
        .addNewToleration()
        .withOperator("Exists")
        .endToleration()
        .withNodeSelector(Map.of("kubernetes.io/os", "linux"))
        .withNewSecurityContext()
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withContainers(container.build())
        .withVolumes(
            ofNode(CniContainer.PROGRAMS, container.settings().binDirectory()),
            ofNode(CniContainer.NETWORKS, container.settings().configDirectory()),
            new VolumeBuilder()
                .withName(CniContainer.TEMPORARY_FILES)
                .withNewEmptyDir()
                .endEmptyDir()
                .build())
        .build();
  }

  private static Volume ofNode(String name, String path) {
    return new VolumeBuilder()
        .withName(name)
        .withNewHostPath()
        .withPath(path)
        .withType("DirectoryOrCreate")
        .endHostPath()
        .build();
  }
}
