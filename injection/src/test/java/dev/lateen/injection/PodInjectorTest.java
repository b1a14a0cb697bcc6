package dev.lateen.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import dev.lateen.crds.v1alpha1.SidecarInjection;
import dev.lateen.crds.v1alpha1.SidecarInjection.InjectionPolicy;
import dev.lateen.crds.v1alpha1.SidecarSettings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodInjectorTest {

  @DisplayName("TM-186 TM-189 the policy of the mesh and the word of the pod decide together")
  @ParameterizedTest
  @CsvSource({
    "NEVER,    ,      false",
    "NEVER,    true,  false",
    "NEVER,    false, false",
    "DISABLED, ,      false",
    "DISABLED, true,  true",
    "DISABLED, Yes,   true",
    "DISABLED, y,     true",
    "DISABLED, on,    true",
    "DISABLED, false, false",
    "ENABLED,  ,      true",
    "ENABLED,  true,  true",
    "ENABLED,  false, false",
    "ENABLED,  no,    false",
    "ENABLED,  n,     false",
    "ENABLED,  OFF,   false"
  })
  void policyAndChoiceDecideTogether(InjectionPolicy policy, String choice, boolean injected) {
    // Given
    Pod pod = pod(Optional.ofNullable(choice));

    // When
    Injection outcome = injector(policy, true).inject(pod, "default");

    // Then
    if (injected) {
      assertThat(outcome).isInstanceOf(Injection.Injected.class);
    } else {
      assertThat(outcome).isInstanceOf(Injection.Skipped.class);
    }
  }

  @Test
  void podWithoutAnAuthorityGetsNoIdentity() {
    // When
    Injection outcome = injector(InjectionPolicy.ENABLED, false).inject(pod(Optional.empty()), "a");

    // Then
    Pod pod = ((Injection.Injected) outcome).pod();
    assertThat(pod.getMetadata().getLabels()).isNullOrEmpty();
    assertThat(pod.getSpec().getVolumes()).extracting("name").containsExactly("lateen-tmp");
    assertThat(pod.getSpec().getInitContainers())
        .flatExtracting(Container::getEnv)
        .extracting("name")
        .contains("LATEEN_DISCOVERY_ADDRESS")
        .doesNotContain("LATEEN_CA_ADDRESS");
  }

  private static Pod pod(Optional<String> choice) {
    PodBuilder pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("a")
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("a")
            .endContainer()
            .endSpec();
    choice.ifPresent(
        value ->
            pod.editMetadata()
                .withAnnotations(Map.of("sidecar.lateen.dev/inject", value))
                .endMetadata());
    return pod.build();
  }

  private static PodInjector injector(InjectionPolicy policy, boolean identity) {
    ServiceMesh mesh = new ServiceMesh();
    mesh.getMetadata().setNamespace("lateen-system");
    mesh.setSpec(ServiceMeshSpec.defaults());
    ControlPlane usual = ControlPlane.of(mesh, "1");
    return new PodInjector(
        new InjectionSettings(
            new ControlPlane(
                usual.namespace(),
                usual.revision(),
                usual.version(),
                usual.discovery(),
                usual.authority().filter(_ -> identity)),
            new SidecarSettings(
                null, null, null, null, null, null, new SidecarInjection(policy, null), null)));
  }
}
