package dev.lateen.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateways as the operator installs it, run by this test from what their pods say. */
@ClusterTest
class GatewayIdentityIT {
  @TempDir private Path folder;

  private final Cluster cluster;
  private final KubernetesClient client;
  private final OperatorProcess operator;
  private Optional<Process> gateway = Optional.empty();
  private String namespace;

  GatewayIdentityIT(Cluster cluster, OperatorProcess operator) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.operator = operator;
  }

  @AfterEach
  void stop() {
    gateway.ifPresent(Process::destroy);
    cluster.uninstall(namespace);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingress", "egress"})
  @DisplayName("AU-010 AU-018 the gateway of a cluster has an identity, and joins with it by TLS")
  void gatewayGetsTheIdentityOfItsAccount(String kind) throws IOException {
    // Given
    SidecarProcess.assumeBuilt();
    namespace = cluster.namespace("gateway");

    // When
    cluster.install(namespace, "{gateways: {%s: {enabled: true}}}".formatted(kind));

    // Then: what its pod has
    Pod pod =
        await()
            .atMost(Cluster.PATIENCE)
            .until(() -> pods(kind), list -> !list.isEmpty())
            .getFirst();
    assertThat(pod.getSpec().getServiceAccountName()).isEqualTo("lateen-" + kind);
    assertThat(pod.getMetadata().getLabels()).containsEntry("lateen.dev/identity", "true");
    assertThat(variables(pod))
        .containsEntry("LATEEN_NODE_TYPE", kind)
        .containsEntry("LATEEN_CA_ADDRESS", "lateen-discovery.%s.svc:15012".formatted(namespace))
        .doesNotContainKey("LATEEN_DISCOVERY_ADDRESS");
    assertThat(projection(pod).getAudience()).isEqualTo("lateen-ca");
    assertThat(roots(pod)).isEqualTo("lateen-root");

    // When: it runs
    gateway = Optional.of(start(pod));

    // Then
    await()
        .atMost(Cluster.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Files.readString(operator.log().toPath()))
                    .containsPattern(
                        "event=certificate_issued identity=spiffe://cluster.local/ns/%s/sa/%s instance=%s .* proof=service_account_token"
                            .formatted(
                                namespace,
                                pod.getSpec().getServiceAccountName(),
                                pod.getMetadata().getName())));
    await()
        .atMost(Cluster.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Files.readString(log()))
                    .contains(
                        "identity issued serial=",
                        "joined discovery=127.0.0.1:" + operator.identityPort()));
  }

  private List<Pod> pods(String kind) {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel("lateen.dev/gateway", kind)
        .list()
        .getItems();
  }

  private static Container container(Pod pod) {
    return pod.getSpec().getContainers().getFirst();
  }

  private static Map<String, String> variables(Pod pod) {
    return container(pod).getEnv().stream()
        .filter(variable -> variable.getValue() != null)
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
  }

  private static ServiceAccountTokenProjection projection(Pod pod) {
    return pod.getSpec().getVolumes().stream()
        .filter(volume -> volume.getName().equals("lateen-token"))
        .flatMap(volume -> volume.getProjected().getSources().stream())
        .map(VolumeProjection::getServiceAccountToken)
        .findFirst()
        .orElseThrow();
  }

  private static String roots(Pod pod) {
    return pod.getSpec().getVolumes().stream()
        .filter(volume -> volume.getConfigMap() != null)
        .map(volume -> volume.getConfigMap().getName())
        .findFirst()
        .orElseThrow();
  }

  /**
   * With its variables, and what its volumes hold; the addresses alone are those of this machine.
   */
  private Process start(Pod pod) throws IOException {
    Map<String, String> environment = new HashMap<>(variables(pod));
    environment.put("LATEEN_NODE_NAME", pod.getMetadata().getName());
    environment.put("LATEEN_NODE_NAMESPACE", namespace);
    environment.put("LATEEN_CA_ADDRESS", "127.0.0.1:" + operator.identityPort());
    environment.put("LATEEN_TOKEN_FILE", write("token", token(pod)).toString());
    environment.put("LATEEN_CA_ROOTS", write("root-cert.pem", publishedRoots(pod)).toString());
    environment.put("LATEEN_ADMIN_PORT", "0");
    return SidecarProcess.start(environment, log()).process();
  }

  private Path log() {
    return folder.resolve("gateway.log");
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private String publishedRoots(Pod pod) {
    return await()
        .atMost(Cluster.PATIENCE)
        .until(
            () -> client.configMaps().inNamespace(namespace).withName(roots(pod)).get(),
            found -> found != null)
        .getData()
        .get("root-cert.pem");
  }

  private String token(Pod pod) {
    return PodTokens.token(
        client, pod, projection(pod).getAudience(), projection(pod).getExpirationSeconds());
  }
}
