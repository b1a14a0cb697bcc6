package dev.lateen.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.crds.v1alpha1.Condition;
import dev.lateen.crds.v1alpha1.GatewaySettings;
import dev.lateen.crds.v1alpha1.IdentityStatus;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import dev.lateen.crds.v1alpha1.ServiceMeshStatus;
import dev.lateen.operator.identity.AuthorityReport;
import dev.lateen.operator.identity.SecretsReport;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstallReportTest {
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(60);

  private static final GatewaySettings ASKED_FOR = ServiceMeshSpec.defaults().gateways().ingress();

  private static final Optional<AuthorityReport> AUTHORITY =
      Optional.of(
          AuthorityReport.issuing(
              new IdentityStatus(2, "ab12", "2040-01-01T00:00:00Z", "RETIRING", "3/3", 1),
              Optional.empty()));

  private final ServiceMesh mesh = new ServiceMesh();

  InstallReportTest() {
    mesh.getMetadata().setGeneration(4L);
  }

  @Test
  void sameStateIsReportedTheSameAtAnyTime() {
    // Given
    mesh.setStatus(new InstallReport(mesh, NOON).status(ready()));

    // Then
    assertThat(new InstallReport(mesh, LATER).status(ready())).isEqualTo(mesh.getStatus());
    assertThat(condition(mesh.getStatus(), "Ready").lastTransitionTime())
        .isEqualTo("2030-01-01T12:00:00Z");
    assertThat(mesh.getStatus().observedGeneration()).isEqualTo(4);
  }

  @Test
  void authorityIsReported() {
    // When
    ServiceMeshStatus status = new InstallReport(mesh, NOON).status(ready());

    // Then
    assertThat(status.identity().phase()).isEqualTo("RETIRING");
    assertThat(condition(status, "AuthorityReady").status()).isEqualTo("True");
  }

  @Test
  void secretsOfServiceAccountsAreReportedWhileTheyAreAskedFor() {
    // Given
    AuthorityReport unknown = AUTHORITY.orElseThrow();
    AuthorityReport known =
        AuthorityReport.issuing(
            unknown.identity().orElseThrow(),
            Optional.of(new SecretsReport(false, "NotAllowed", "bind the role")));
    mesh.setSpec(
        Serialization.unmarshal(
            "{\"identity\": {\"secrets\": [\"legacy\"]}}", ServiceMeshSpec.class));

    // When
    mesh.setStatus(new InstallReport(mesh, NOON).status(with(Optional.of(known))));

    // Then
    assertThat(condition(mesh.getStatus(), "SecretsReady").reason()).isEqualTo("NotAllowed");
    assertThat(condition(mesh.getStatus(), "Ready").status()).isEqualTo("True");

    // When: another operator that has not looked yet
    ServiceMeshStatus later = new InstallReport(mesh, LATER).status(with(Optional.of(unknown)));

    // Then
    assertThat(later).isEqualTo(mesh.getStatus());

    // When
    mesh.setSpec(ServiceMeshSpec.defaults());

    // Then
    assertThat(new InstallReport(mesh, LATER).status(with(Optional.of(known))).conditions())
        .extracting(Condition::type)
        .doesNotContain("SecretsReady");
  }

  private static InstallState with(Optional<AuthorityReport> authority) {
    InstallState known = ready();
    return new InstallState(
        known.version(),
        known.rival(),
        known.ingress(),
        known.egress(),
        known.cni(),
        known.cniPods(),
        authority);
  }

  @Test
  void authorityThatWasNotLookedAtSinceARestartStaysAsItWas() {
    // Given
    mesh.setStatus(new InstallReport(mesh, NOON).status(ready()));
    InstallState unknown = with(Optional.empty());

    // When
    ServiceMeshStatus status = new InstallReport(mesh, LATER).status(unknown);

    // Then
    assertThat(status).isEqualTo(mesh.getStatus());
  }

  @Test
  void transitionHasItsTime() {
    // Given
    mesh.setStatus(new InstallReport(mesh, NOON).status(ready()));

    // When
    ServiceMeshStatus status = new InstallReport(mesh, LATER).status(gateway(7, 7, 0));

    // Then
    assertThat(condition(status, "Ready").reason()).isEqualTo("GatewayNotReady");
    assertThat(condition(status, "Ready").lastTransitionTime()).isEqualTo("2030-01-01T12:01:00Z");
    assertThat(condition(status, "WebhookReady").lastTransitionTime())
        .isEqualTo("2030-01-01T12:00:00Z");
    assertThat(status.components()).filteredOn(part -> !part.ready()).hasSize(1);
  }

  @Test
  void gatewayThatSomebodyAnnotatedStaysReadyUntilItIsLookedAt() {
    // Given
    mesh.setStatus(new InstallReport(mesh, NOON).status(ready()));

    // Then
    assertThat(new InstallReport(mesh, LATER).status(gateway(8, 7, 1))).isEqualTo(mesh.getStatus());
  }

  @Test
  void gatewayOfANewSpecIsNotReadyBeforeItIsLookedAt() {
    // Given
    mesh.setStatus(new InstallReport(mesh, NOON).status(ready()));
    mesh.getMetadata().setGeneration(5L);

    // Then
    assertThat(condition(new InstallReport(mesh, LATER).status(gateway(8, 7, 1)), "Ready").status())
        .isEqualTo("False");
  }

  @Test
  void pluginOfTheNodesIsReportedWhereItIsAskedFor() {
    // Given
    mesh.setSpec(
        Serialization.unmarshal(
            "{\"sidecar\": {\"capture\": {\"method\": \"CNI\"}}}", ServiceMeshSpec.class));

    // When
    ServiceMeshStatus refused = new InstallReport(mesh, NOON).status(nodes(3, 0, 0));

    // Then
    assertThat(condition(refused, "CniReady").reason()).isEqualTo("NotAllowed");
    assertThat(condition(refused, "CniReady").message()).contains("install/cni.yaml");
    assertThat(condition(refused, "Ready").reason()).isEqualTo("CniNotReady");

    // When
    ServiceMeshStatus some = new InstallReport(mesh, NOON).status(nodes(3, 3, 2));

    // Then
    assertThat(condition(some, "CniReady").message())
        .isEqualTo(
            "2 of 3 nodes capture connections; pod cni-1, container installer:"
                + " CrashLoopBackOff, last exit code 2: event=cni_refused reason=\"no Java\"");

    // When
    ServiceMeshStatus all = new InstallReport(mesh, NOON).status(nodes(3, 3, 3));

    // Then
    assertThat(condition(all, "CniReady").status()).isEqualTo("True");
    assertThat(condition(all, "Ready").status()).isEqualTo("True");
    assertThat(all.components()).extracting("name").contains("lateen-cni");
  }

  private static InstallState nodes(int wanted, int scheduled, int ready) {
    InstallState known = ready();
    DaemonSet installer =
        new DaemonSetBuilder()
            .withNewMetadata()
            .withGeneration(1L)
            .endMetadata()
            .withNewStatus()
            .withObservedGeneration(1L)
            .withDesiredNumberScheduled(wanted)
            .withCurrentNumberScheduled(scheduled)
            .withUpdatedNumberScheduled(scheduled)
            .withNumberReady(ready)
            .endStatus()
            .build();
    return new InstallState(
        known.version(),
        known.rival(),
        known.ingress(),
        known.egress(),
        Optional.of(installer),
        scheduled > ready ? List.of(withoutJava()) : List.of(),
        known.authority());
  }

  private static Pod withoutJava() {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: cni-1}
        status:
          containerStatuses:
            - name: installer
              state: {waiting: {reason: CrashLoopBackOff}}
              lastState: {terminated: {exitCode: 2, message: "event=cni_refused reason=\\"no Java\\"\\n"}}
        """,
        Pod.class);
  }

  @Test
  void egressGatewayIsReportedWhereItIsAskedFor() {
    // Given
    InstallState known = ready();

    // When
    ServiceMeshStatus starting =
        new InstallReport(mesh, NOON)
            .status(
                new InstallState(
                    known.version(),
                    known.rival(),
                    known.ingress(),
                    new GatewayState(Optional.of(ASKED_FOR), Optional.empty(), List.of()),
                    known.cni(),
                    known.cniPods(),
                    known.authority()));

    // Then
    assertThat(condition(starting, "EgressGatewayReady").reason()).isEqualTo("Progressing");
    assertThat(condition(starting, "GatewayReady").status()).isEqualTo("True");
    assertThat(condition(starting, "Ready").reason()).isEqualTo("GatewayNotReady");
    assertThat(starting.components()).extracting("name").contains("lateen-egress");
    assertThat(new InstallReport(mesh, NOON).status(known).conditions())
        .extracting(Condition::type)
        .doesNotContain("EgressGatewayReady");
  }

  @Test
  void meshThatIsNotInForceNamesTheOneThatIs() {
    // Given
    var state =
        new InstallState(
            "1",
            Optional.of("a/mesh"),
            GatewayState.NONE,
            GatewayState.NONE,
            Optional.empty(),
            List.of(),
            Optional.empty());

    // When
    ServiceMeshStatus status = new InstallReport(mesh, NOON).status(state);

    // Then
    assertThat(status.conditions()).hasSize(1);
    assertThat(condition(status, "Ready").reason()).isEqualTo("AnotherMeshInForce");
    assertThat(condition(status, "Ready").message()).contains("a/mesh");
  }

  @Test
  void failureKeepsWhatWasKnownOfTheParts() {
    // Given
    mesh.setStatus(new InstallReport(mesh, NOON).status(ready()));

    // When
    ServiceMeshStatus status =
        new InstallReport(mesh, LATER).failed("1", new IllegalStateException("no quota"));

    // Then
    assertThat(condition(status, "Ready").reason()).isEqualTo("InstallFailed");
    assertThat(condition(status, "Ready").message()).isEqualTo("no quota");
    assertThat(condition(status, "GatewayReady").status()).isEqualTo("True");
  }

  private static InstallState ready() {
    return gateway(7, 7, 1);
  }

  private static InstallState gateway(long generation, long observed, int ready) {
    Deployment deployment =
        new DeploymentBuilder()
            .withNewMetadata()
            .withGeneration(generation)
            .endMetadata()
            .withNewSpec()
            .withReplicas(1)
            .endSpec()
            .withNewStatus()
            .withObservedGeneration(observed)
            .withUpdatedReplicas(1)
            .withReadyReplicas(ready)
            .endStatus()
            .build();
    return new InstallState(
        "1",
        Optional.empty(),
        new GatewayState(Optional.of(ASKED_FOR), Optional.of(deployment), List.of()),
        GatewayState.NONE,
        Optional.empty(),
        List.of(),
        AUTHORITY);
  }

  private static Condition condition(ServiceMeshStatus status, String type) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(type))
        .findFirst()
        .orElseThrow();
  }
}
