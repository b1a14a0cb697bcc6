package dev.lateen.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

/** What is put on the nodes. */
class CniDaemonSetTest {
  private final ServiceMesh mesh = new ServiceMesh();

  CniDaemonSetTest() {
    mesh.getMetadata().setName("mesh");
    mesh.getMetadata().setNamespace("lateen-system");
  }

  @Test
  void itIsOnEveryNodeAndWritesToTwoDirectoriesOfItAlone() {
    // Given
    mesh.setSpec(
        Serialization.unmarshal(
            "{\"cni\": {\"image\": \"example.com/native:1\", \"binDirectory\": \"/usr/lib/cni\"}}",
            ServiceMeshSpec.class));

    // When
    PodSpec pod = new CniDaemonSet().desired(mesh, null).getSpec().getTemplate().getSpec();
    Container container = pod.getContainers().getFirst();

    // Then
    assertThat(pod.getPriorityClassName()).isEqualTo("system-node-critical");
    assertThat(pod.getTolerations()).singleElement().extracting("operator").isEqualTo("Exists");
    assertThat(pod.getHostNetwork()).isNull();
    assertThat(pod.getVolumes())
        .filteredOn(volume -> volume.getHostPath() != null)
        .extracting(volume -> volume.getHostPath().getPath())
        .containsExactly("/usr/lib/cni", "/etc/cni/net.d");
    assertThat(container.getImage()).isEqualTo("example.com/native:1");
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
    assertThat(String.join(" ", container.getArgs()))
        .startsWith("cni install")
        .contains(
            "--node-config-directory /etc/cni/net.d",
            "--exempt-namespaces kube-node-lease,kube-public,kube-system,lateen-system",
            "--daemon-set lateen-system/lateen-cni");
  }

  @Test
  void theImageIsThatOfTheSidecarsUnlessAnotherIsNamed() {
    // When
    PodSpec pod = new CniDaemonSet().desired(mesh, null).getSpec().getTemplate().getSpec();

    // Then
    assertThat(pod.getContainers().getFirst().getImage())
        .isEqualTo(ServiceMeshSpec.defaults().sidecar().image());
  }
}
