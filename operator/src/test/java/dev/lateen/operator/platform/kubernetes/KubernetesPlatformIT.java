package dev.lateen.operator.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lateen.crds.CustomResourceDefinitions;
import dev.lateen.crds.v1alpha1.RouteRule;
import dev.lateen.operator.platform.Resources;
import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.Service;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
class KubernetesPlatformIT {
  private static final String NAMESPACE =
      "platform-" + UUID.randomUUID().toString().substring(0, 8);

  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: reviews}
      spec: {selector: {app: reviews}, ports: [{name: http, port: 80, targetPort: web}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: headless}
      spec: {clusterIP: None, ports: [{name: grpc, port: 81}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: outside}
      spec: {type: ExternalName, externalName: example.com, ports: [{name: http, port: 80}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: reviews-v1, labels: {app: reviews, version: v1}}
      spec:
        nodeName: NODE
        containers: [{name: main, image: none, ports: [{name: web, containerPort: 8080}]}]
      ---
      apiVersion: lateen.dev/v1alpha1
      kind: Workload
      metadata: {name: reviews-v2}
      spec: {address: 192.0.2.1, labels: {app: reviews, version: v2}, ports: {web: 9081}}
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: page}
      spec:
        ingressClassName: lateen
        defaultBackend: {service: {name: reviews, port: {name: http}}}
      """;
  private static final String RULE =
      """
      apiVersion: lateen.dev/v1alpha1
      kind: RouteRule
      metadata: {name: all}
      spec: {destination: {name: reviews}, precedence: 1}
      """;

  private static final String NODE = NAMESPACE + "-node";

  private static KubernetesClient client;
  private static KubernetesPlatform platform;

  @BeforeAll
  static void start() {
    var kubeconfig = System.getenv("KUBECONFIG");
    assumeTrue(
        kubeconfig != null && !kubeconfig.isBlank(),
        "SKIPPED: KUBECONFIG is not set, so there is no cluster to test against");
    var config = Config.autoConfigure(null);
    new ClientKeyAlgorithm().customize(config);
    client = new KubernetesClientBuilder().withConfig(config).build();
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
    CustomResourceDefinitions.names()
        .forEach(
            name ->
                client
                    .resource(CustomResourceDefinitions.yaml(name))
                    .forceConflicts()
                    .serverSideApply());
    platform = new KubernetesPlatform(() -> client);
    platform.start(_ -> {});
    eventually().until(platform::synced);
    client
        .resource(
            new NodeBuilder()
                .withNewMetadata()
                .withName(NODE)
                .addToLabels("topology.kubernetes.io/zone", "z1")
                .endMetadata()
                .build())
        .create();
    apply(OBJECTS.replace("NODE", NODE));
    becomesReady("reviews-v1", "10.255.0.5");
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      platform.close();
      client.pods().inNamespace(NAMESPACE).withGracePeriod(0).delete();
      client.nodes().withName(NODE).delete();
      client.namespaces().withName(NAMESPACE).delete();
      client.close();
    }
  }

  @Test
  void podsAndWorkloadsAreEndpointsOfTheirService() {
    eventually()
        .untilAsserted(
            () ->
                assertThat(endpoints("reviews"))
                    .extracting(Endpoint::address, Endpoint::port, Endpoint::ready)
                    .containsExactly(
                        tuple("10.255.0.5", 8080, true), tuple("192.0.2.1", 9081, true)));
    assertThat(platform.current().registry().instances())
        .filteredOn(instance -> instance.key().namespace().equals(NAMESPACE))
        .extracting(instance -> instance.locality().zone(), Instance::serviceAccount)
        .containsExactly(tuple("z1", "default"), tuple("", "default"));
    assertThat(platform.problem()).isEmpty();
  }

  @Test
  void servicesOfEveryTypeAreKnown() {
    eventually().until(() -> services().count() == 3);
    assertThat(services().filter(Service::headless).map(Service::name)).containsExactly("headless");
    assertThat(services().flatMap(service -> service.externalName().stream()))
        .containsExactly("example.com");
    assertThat(services().flatMap(service -> service.address().stream())).hasSize(1);
  }

  @Test
  void ingressLeadsToItsService() {
    eventually()
        .untilAsserted(
            () ->
                assertThat(platform.current().registry().ingressPaths())
                    .filteredOn(path -> path.ingress().equals(NAMESPACE + "/page"))
                    .extracting("path", "port")
                    .containsExactly(tuple("/", 80)));
  }

  @Test
  void ruleComesChangesAndGoes() {
    // When
    apply(RULE);

    // Then
    eventually().untilAsserted(() -> assertThat(generations()).containsExactly(1L));

    // When
    apply(RULE.replace("precedence: 1", "precedence: 2"));

    // Then
    eventually().untilAsserted(() -> assertThat(generations()).containsExactly(2L));

    // When
    client.resources(RouteRule.class).inNamespace(NAMESPACE).withName("all").delete();

    // Then
    eventually().untilAsserted(() -> assertThat(generations()).isEmpty());
  }

  private static void apply(String yaml) {
    for (HasMetadata object : Resources.read(yaml)) {
      object.getMetadata().setNamespace(NAMESPACE);
      client.resource(object).forceConflicts().serverSideApply();
    }
  }

  /** Does what a kubelet would. */
  private static void becomesReady(String pod, String address) {
    client
        .pods()
        .inNamespace(NAMESPACE)
        .withName(pod)
        .editStatus(
            (Pod current) ->
                current
                    .edit()
                    .withNewStatus()
                    .withPhase("Running")
                    .withPodIP(address)
                    .addNewPodIP()
                    .withIp(address)
                    .endPodIP()
                    .addNewCondition()
                    .withType("Ready")
                    .withStatus("True")
                    .endCondition()
                    .endStatus()
                    .build());
  }

  private static Stream<Service> services() {
    return platform.current().registry().services().stream()
        .filter(service -> service.namespace().equals(NAMESPACE));
  }

  private static List<Endpoint> endpoints(String service) {
    return platform.current().registry().endpoints().stream()
        .filter(endpoint -> endpoint.hostname().startsWith(service + "." + NAMESPACE + "."))
        .toList();
  }

  private static List<Long> generations() {
    return platform.current().routeRules().stream()
        .filter(rule -> rule.getMetadata().getNamespace().equals(NAMESPACE))
        .map(rule -> rule.getMetadata().getGeneration())
        .toList();
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
  }
}
