package dev.lateen.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lateen.crds.v1alpha1.Condition;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ClusterTest
class InstallIT {
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          ConfigMap.class,
          Secret.class,
          Service.class,
          ServiceAccount.class,
          Role.class,
          RoleBinding.class,
          Deployment.class,
          HorizontalPodAutoscaler.class,
          PodDisruptionBudget.class);

  private final Cluster cluster;
  private final KubernetesClient client;
  private final OperatorProcess operator;
  private String namespace;

  InstallIT(Cluster cluster, OperatorProcess operator) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.operator = operator;
  }

  @BeforeEach
  void makeNamespace() {
    namespace = cluster.namespace("install");
  }

  @AfterEach
  void removeMeshes() {
    client
        .resources(ServiceMesh.class)
        .inAnyNamespace()
        .list()
        .getItems()
        .forEach(mesh -> cluster.uninstall(mesh.getMetadata().getNamespace()));
  }

  @Test
  void meshBecomesReadyWithAllItsParts() {
    // When
    ServiceMesh mesh = cluster.install(namespace, "{}");

    // Then
    awaitRoots();
    assertThat(names(installed()))
        .containsExactlyInAnyOrder(
            "ConfigMap/lateen-mesh",
            "ConfigMap/lateen-root",
            "Secret/lateen-webhook-certificate",
            "Service/lateen-discovery",
            "Service/lateen-ingress",
            "Service/lateen-webhook",
            "ServiceAccount/lateen-ingress",
            "Role/lateen-ingress",
            "RoleBinding/lateen-ingress",
            "Deployment/lateen-ingress",
            "ValidatingWebhookConfiguration/lateen-validation",
            "MutatingWebhookConfiguration/lateen-injection",
            "IngressClass/lateen");
    assertThat(mesh.getStatus().conditions())
        .allSatisfy(
            condition -> {
              assertThat(condition.status()).isEqualTo("True");
              assertThat(condition.message()).isNotBlank();
              assertThat(condition.observedGeneration()).isEqualTo(1);
              assertThat(condition.lastTransitionTime()).isNotBlank();
            })
        .extracting(Condition::type)
        .contains("GatewayReady", "Ready", "WebhookReady");
    assertThat(mesh.getStatus().components()).hasSize(3).allMatch(component -> component.ready());
  }

  @Test
  void lookingAgainAtEverythingWritesNothing() {
    // Given
    cluster.install(namespace, "{}");
    awaitRoots();
    List<HasMetadata> objects = installed();
    long reconciled = operator.reconciliations("ServiceMesh");
    ApiWrites before = ApiWrites.now(client);

    // When
    objects.forEach(cluster::touch);

    // Then: each touch is one PATCH of ours and makes the operator look, and nobody else writes
    await()
        .atMost(Cluster.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(operator.reconciliations("ServiceMesh"))
                    .as("reconciliations")
                    .isGreaterThan(reconciled));
    cluster.awaitQuiet(operator);
    Map<String, Long> written = ApiWrites.now(client).since(before);
    assertThat(written.values().stream().mapToLong(Long::longValue).sum())
        .as("writes besides the %d touches: %s", objects.size(), written)
        .isEqualTo(objects.size());
  }

  @Test
  void restartedOperatorWritesNothing() {
    // Given
    cluster.install(namespace, "{}");
    awaitRoots();
    cluster.awaitQuiet(operator);
    ServiceMesh before = cluster.mesh(namespace);
    Map<String, String> versions = versions(installed());
    ApiWrites writes = ApiWrites.now(client);

    // When
    operator.restart();

    // Then
    await().atMost(Cluster.PATIENCE).until(() -> operator.reconciliations("ServiceMesh") > 0);
    cluster.awaitQuiet(operator);
    assertThat(ApiWrites.now(client).since(writes))
        .as("a definition that is there already is applied without effect; nothing else is")
        .allSatisfy((what, _) -> assertThat(what).isEqualTo("APPLY customresourcedefinitions/"));
    assertThat(versions(installed())).isEqualTo(versions);
    assertThat(cluster.mesh(namespace).getMetadata().getResourceVersion())
        .isEqualTo(before.getMetadata().getResourceVersion());
    assertThat(cluster.mesh(namespace).getStatus()).isEqualTo(before.getStatus());
  }

  @Test
  void deletedMeshLeavesNothing() {
    // Given
    cluster.install(namespace, "{}");

    // When
    cluster.uninstall(namespace);

    // Then
    await().atMost(Cluster.PATIENCE).untilAsserted(() -> assertThat(names(installed())).isEmpty());
  }

  @Test
  void gatewayThatIsDisabledIsRemovedAndComesBack() {
    // Given
    cluster.install(namespace, "{}");

    // When
    cluster.install(namespace, "{gateways: {ingress: {enabled: false}}}");

    // Then
    assertThat(names(installed())).noneMatch(name -> name.endsWith("/lateen-ingress"));
    assertThat(gatewayReady()).isEqualTo("Disabled");

    // When
    cluster.install(namespace, "{gateways: {ingress: {replicas: 2, httpPort: 8081}}}");

    // Then
    assertThat(gatewayReady()).isEqualTo("Available");
    Service service = client.services().inNamespace(namespace).withName("lateen-ingress").require();
    assertThat(service.getSpec().getPorts()).extracting("port").containsExactly(8081, 443);
  }

  @Test
  void egressGatewayIsInstalledWhileItIsAskedFor() {
    // When
    ServiceMesh mesh =
        cluster.install(namespace, "{gateways: {egress: {enabled: true, replicas: 2}}}");

    // Then
    assertThat(names(installed()))
        .contains(
            "ServiceAccount/lateen-egress",
            "Service/lateen-egress",
            "Deployment/lateen-egress",
            "PodDisruptionBudget/lateen-egress",
            "Deployment/lateen-ingress");
    assertThat(Cluster.condition(mesh, "EgressGatewayReady").orElseThrow().message())
        .isEqualTo("2 of 2 instances are ready.");
    PodSpec pod =
        client
            .apps()
            .deployments()
            .inNamespace(namespace)
            .withName("lateen-egress")
            .require()
            .getSpec()
            .getTemplate()
            .getSpec();
    assertThat(pod.getServiceAccountName()).isEqualTo("lateen-egress");
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();

    // When
    cluster.install(namespace, "{}");

    // Then
    await()
        .atMost(Cluster.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(names(installed())).noneMatch(name -> name.endsWith("/lateen-egress")));
  }

  @Test
  void whatSomebodyRemovesOrChangesIsPutRight() {
    // Given
    cluster.install(namespace, "{}");

    // When
    client.services().inNamespace(namespace).withName("lateen-discovery").delete();
    client
        .configMaps()
        .inNamespace(namespace)
        .withName("lateen-mesh")
        .edit(
            map -> {
              map.getData().put("LATEEN_TRUST_DOMAIN", "evil.example");
              return map;
            });

    // Then
    await()
        .atMost(Cluster.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(names(installed())).contains("Service/lateen-discovery");
              assertThat(
                      client
                          .configMaps()
                          .inNamespace(namespace)
                          .withName("lateen-mesh")
                          .require()
                          .getData())
                  .containsEntry("LATEEN_TRUST_DOMAIN", "cluster.local");
            });
  }

  @Test
  void secondMeshWaitsUntilTheFirstIsGone() {
    // Given
    cluster.install(namespace, "{}");
    String second = cluster.namespace("second");

    // When
    cluster.apply(
        second,
        """
        apiVersion: lateen.dev/v1alpha1
        kind: ServiceMesh
        metadata: {name: lateen}
        spec: {}
        """);

    // Then
    ServiceMesh waiting = cluster.awaitMesh(second, "False", "AnotherMeshInForce");
    assertThat(Cluster.ready(waiting).orElseThrow().message()).contains(namespace);
    assertThat(client.services().inNamespace(second).list().getItems()).isEmpty();

    // When
    cluster.uninstall(namespace);

    // Then
    cluster.awaitMesh(second, "True", "Installed");
  }

  private void awaitRoots() {
    await()
        .atMost(Cluster.PATIENCE)
        .until(
            () -> client.configMaps().inNamespace(namespace).withName("lateen-root").get() != null);
  }

  private String gatewayReady() {
    return Cluster.condition(cluster.mesh(namespace), "GatewayReady").orElseThrow().reason();
  }

  private List<HasMetadata> installed() {
    Stream<HasMetadata> namespaced =
        KINDS.stream()
            .flatMap(
                kind ->
                    client
                        .resources(kind)
                        .inNamespace(namespace)
                        .withLabel("app.kubernetes.io/managed-by", "lateen")
                        .list()
                        .getItems()
                        .stream());
    Stream<HasMetadata> ofTheCluster =
        Stream.<HasMetadata>of(
                new IngressClassBuilder()
                    .withNewMetadata()
                    .withName("lateen")
                    .endMetadata()
                    .build(),
                new ValidatingWebhookConfigurationBuilder()
                    .withNewMetadata()
                    .withName("lateen-validation")
                    .endMetadata()
                    .build(),
                new MutatingWebhookConfigurationBuilder()
                    .withNewMetadata()
                    .withName("lateen-injection")
                    .endMetadata()
                    .build())
            .map(named -> client.resource(named).get())
            .filter(Objects::nonNull);
    return Stream.concat(namespaced, ofTheCluster).toList();
  }

  private static List<String> names(List<HasMetadata> objects) {
    return objects.stream().map(InstallIT::name).toList();
  }

  private static String name(HasMetadata object) {
    return object.getKind() + "/" + object.getMetadata().getName();
  }

  private static Map<String, String> versions(List<HasMetadata> objects) {
    return objects.stream()
        .collect(Collectors.toMap(InstallIT::name, o -> o.getMetadata().getResourceVersion()));
  }
}
