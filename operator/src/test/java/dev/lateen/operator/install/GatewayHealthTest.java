package dev.lateen.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.crds.v1alpha1.EgressGateway;
import dev.lateen.crds.v1alpha1.GatewayAutoscaling;
import dev.lateen.crds.v1alpha1.GatewaySettings;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatewayHealthTest {

  @Test
  void gatewayWithAllInstancesUpToDateIsReady() {
    assertThat(GatewayHealth.of(state(true, Optional.of(deployment(2, 2, 2)))))
        .isEqualTo(new GatewayHealth(true, "Available", "2 of 2 instances are ready."));
  }

  @Test
  void gatewayWithInstancesOfTheLastSpecIsNotReady() {
    assertThat(GatewayHealth.of(state(true, Optional.of(deployment(2, 1, 2)))).ready()).isFalse();
  }

  @Test
  void gatewayThatIsScaledIsReadyWithItsFewestWhileMoreAreComing() {
    assertThat(GatewayHealth.of(scaled(deployment(4, 4, 2))))
        .isEqualTo(new GatewayHealth(true, "Available", "2 of 4 instances are ready."));
  }

  @Test
  void gatewayThatIsScaledIsNotReadyBeforeItsAutoscalerBegan() {
    assertThat(GatewayHealth.of(scaled(deployment(1, 1, 1))))
        .isEqualTo(new GatewayHealth(false, "Progressing", "1 of 2 instances are ready."));
  }

  @Test
  void gatewayThatIsScaledIsNotReadyWithInstancesOfTheLastSpec() {
    // Given
    Deployment deployment = deployment(4, 3, 4);
    deployment.getStatus().setReplicas(4);

    // Then
    assertThat(GatewayHealth.of(scaled(deployment)).ready()).isFalse();
  }

  @Test
  void gatewayNobodyAsksForIsFine() {
    assertThat(GatewayHealth.of(state(false, Optional.empty())).reason()).isEqualTo("Disabled");
  }

  @Test
  void gatewayThatIsNotThereYetIsProgressing() {
    assertThat(GatewayHealth.of(state(true, Optional.empty())).reason()).isEqualTo("Progressing");
  }

  @Test
  void crashLoopIsSaidWithItsPodAndExitCode() {
    // Given
    Pod pod = waiting("CrashLoopBackOff", 137);

    // When
    GatewayHealth health = GatewayHealth.of(state(true, Optional.of(deployment(1, 1, 0)), pod));

    // Then
    assertThat(health)
        .isEqualTo(
            new GatewayHealth(
                false,
                "CrashLoopBackOff",
                "0 of 1 instances are ready; pod gateway-1, container gateway: CrashLoopBackOff,"
                    + " last exit code 137"));
  }

  @Test
  void imageThatCannotBePulledIsNamed() {
    // Given
    Pod pod = waiting("ImagePullBackOff", null);

    // When
    GatewayHealth health = GatewayHealth.of(state(true, Optional.of(deployment(1, 1, 0)), pod));

    // Then
    assertThat(health.reason()).isEqualTo("ImagePullBackOff");
    assertThat(health.message()).contains("(image example/gateway:1)");
  }

  @Test
  void containerThatIsBeingCreatedIsNoTrouble() {
    assertThat(PodTrouble.of(waiting("ContainerCreating", null))).isEmpty();
  }

  @Test
  void podThatFitsNoNodeSaysWhy() {
    // Given
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("gateway-1")
            .endMetadata()
            .withNewStatus()
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withReason("Unschedulable")
            .withMessage("0/2 nodes are available: 2 Insufficient cpu.")
            .endCondition()
            .endStatus()
            .build();

    // Then
    assertThat(PodTrouble.of(pod))
        .contains(
            new PodTrouble(
                "Unschedulable", "pod gateway-1: 0/2 nodes are available: 2 Insufficient cpu."));
  }

  private static GatewayState state(boolean wanted, Optional<Deployment> gateway, Pod... pods) {
    return new GatewayState(
        Optional.<GatewaySettings>of(ServiceMeshSpec.defaults().gateways().ingress())
            .filter(_ -> wanted),
        gateway,
        List.of(pods));
  }

  /** By an autoscaler, of two instances at least. */
  private static GatewayState scaled(Deployment deployment) {
    GatewaySettings settings =
        new EgressGateway(true, null, new GatewayAutoscaling(2, 5, null), null);
    return new GatewayState(Optional.of(settings), Optional.of(deployment), List.of());
  }

  private static Deployment deployment(int wanted, int updated, int ready) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withGeneration(3L)
        .endMetadata()
        .withNewSpec()
        .withReplicas(wanted)
        .endSpec()
        .withNewStatus()
        .withObservedGeneration(3L)
        .withUpdatedReplicas(updated)
        .withReadyReplicas(ready)
        .endStatus()
        .build();
  }

  private static Pod waiting(String reason, Integer lastExitCode) {
    var container =
        new PodBuilder()
            .withNewMetadata()
            .withName("gateway-1")
            .endMetadata()
            .withNewStatus()
            .addNewContainerStatus()
            .withName("gateway")
            .withImage("example/gateway:1")
            .withNewState()
            .withNewWaiting(null, reason)
            .endState();
    if (lastExitCode != null) {
      container =
          container
              .withNewLastState()
              .withNewTerminated()
              .withExitCode(lastExitCode)
              .endTerminated()
              .endLastState();
    }
    return container.endContainerStatus().endStatus().build();
  }
}
