package dev.lateen.operator.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lateen.crds.v1alpha1.Workload;
import dev.lateen.operator.gateway.api.GatewayDocuments;
import dev.lateen.operator.platform.ResourceIntake;
import dev.lateen.operator.platform.Resources;
import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.platform.model.Locality;
import dev.lateen.operator.platform.model.ServiceRegistry;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterStateTest {
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: reviews}
      spec: {clusterIP: 10.96.0.9, selector: {app: reviews}, ports: [{name: http, port: 80}]}
      ---
      """;
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: reviews-v1, labels: {app: reviews, version: v1}}
      spec:
        nodeName: n1
        serviceAccountName: account
        containers:
          - name: main
            image: private
            ports: [{name: http, containerPort: 8080}, {containerPort: 9, protocol: TCP}]
      status: {phase: Running, podIP: 10.1.0.5}
      ---
      """;
  private static final String NODE =
      """
      apiVersion: v1
      kind: Node
      metadata:
        name: n1
        labels: {topology.kubernetes.io/region: r1, topology.kubernetes.io/zone: z1}
      ---
      """;
  private static final String SLICE =
      """
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: reviews-abc, labels: {kubernetes.io/service-name: reviews}}
      addressType: IPv4
      ports: [{name: http, port: 8080}]
      endpoints:
        - addresses: [10.1.0.5]
          conditions: {ready: true}
          targetRef: {kind: Pod, name: reviews-v1, namespace: default}
      ---
      """;

  @Test
  void podBehindAServiceIsAnEndpoint() {
    // When
    var registry = build(SERVICE + POD + NODE + SLICE);

    // Then
    assertThat(registry.instances())
        .containsExactly(
            new Instance(
                new InstanceKey("default", "reviews-v1"),
                "10.1.0.5",
                Map.of("app", "reviews", "version", "v1"),
                "account",
                new Locality("r1", "z1", ""),
                1,
                Map.of("http", 8080, "9", 9),
                Optional.empty(),
                false));
    assertThat(registry.endpoints())
        .containsExactly(
            new Endpoint(
                "reviews.default.svc.cluster.local",
                80,
                new InstanceKey("default", "reviews-v1"),
                "10.1.0.5",
                8080,
                8080,
                true));
  }

  @Test
  void formerZoneLabelsAreReadToo() {
    // When
    var registry =
        build(POD + NODE.replace("topology.kubernetes.io", "failure-domain.beta.kubernetes.io"));

    // Then
    assertThat(registry.instances().getFirst().locality()).isEqualTo(new Locality("r1", "z1", ""));
  }

  @ParameterizedTest
  @CsvSource({"Succeeded, 10.1.0.5", "Failed, 10.1.0.5", "Pending, ''"})
  void podThatEndedOrHasNoAddressIsNoInstance(String phase, String address) {
    // When
    var registry = build(POD.replace("Running", phase).replace("10.1.0.5", "\"" + address + "\""));

    // Then
    assertThat(registry.instances()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', true",
    "'{ready: true}', true",
    "'{ready: false}', false",
    "'{ready: false, serving: false, terminating: true}', false"
  })
  void endpointIsReadyUnlessItSaysOtherwise(String conditions, boolean ready) {
    // When
    var registry = build(SERVICE + POD + SLICE.replace("{ready: true}", conditions));

    // Then
    assertThat(registry.endpoints()).extracting(Endpoint::ready).containsExactly(ready);
  }

  private static final String TWO =
      SERVICE
          + SLICE.replace(
              "endpoints:\n",
              """
              endpoints:
                - addresses: [10.1.0.6]
                  conditions: {ready: false, serving: true, terminating: true}
                  targetRef: {kind: Pod, name: reviews-v2, namespace: default}
              """);

  @Test
  void terminatingEndpointIsNotCalledWhileAnotherIsReady() {
    // When
    var registry = build(TWO);

    // Then
    assertThat(registry.endpoints())
        .extracting(endpoint -> endpoint.instance().name(), Endpoint::ready)
        .containsExactly(tuple("reviews-v1", true), tuple("reviews-v2", false));
  }

  @Test
  void terminatingEndpointThatStillServesIsCalledWhenNoneIsReady() {
    // When
    var registry = build(TWO.replace("{ready: true}", "{ready: false}"));

    // Then
    assertThat(registry.endpoints())
        .filteredOn(Endpoint::ready)
        .extracting(endpoint -> endpoint.instance().name())
        .containsExactly("reviews-v2");
  }

  @Test
  void endpointInTwoSlicesIsOne() {
    // When
    var registry =
        build(
            SERVICE
                + POD
                + SLICE.replace("{ready: true}", "{ready: false}")
                + SLICE.replace("reviews-abc", "reviews-def"));

    // Then
    assertThat(registry.endpoints()).extracting(Endpoint::ready).containsExactly(true);
  }

  @Test
  void secondAddressOfAPodIsLeftOut() {
    // Given
    var second =
        SLICE
            .replace("reviews-abc", "reviews-six")
            .replace("IPv4", "IPv6")
            .replace("[10.1.0.5]", "['fd00::5']");

    // When
    var registry = build(SERVICE + POD + second + SLICE);

    // Then
    assertThat(registry.endpoints()).extracting(Endpoint::address).containsExactly("10.1.0.5");
  }

  @Test
  void addressThatSomebodyWroteDownIsAnInstanceOfItsOwn() {
    // Given
    var slice = SLICE.replaceAll("(?m)^ *targetRef.*$", "    zone: z9");

    // When
    var registry = build(SERVICE + slice);

    // Then
    assertThat(registry.endpoints())
        .extracting(Endpoint::instance)
        .containsExactly(new InstanceKey("default", "10.1.0.5"));
    assertThat(registry.instances().getFirst().locality()).isEqualTo(new Locality("", "z9", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "kubernetes.io/service-name: reviews, kubernetes.io/service-name: other",
    "'[{name: http, port: 8080}]', '[{name: other, port: 8080}]'",
    "'[{name: http, port: 8080}]', '[{name: http}]'",
    "addressType: IPv4, addressType: FQDN"
  })
  void sliceOfAnotherServiceOrPortIsLeftOut(String before, String after) {
    // When
    var registry = build(SERVICE + POD + SLICE.replace(before, after));

    // Then
    assertThat(registry.endpoints()).isEmpty();
  }

  @Test
  void workloadJoinsThePodsOfAService() {
    // Given
    var workload =
        """
        apiVersion: lateen.dev/v1alpha1
        kind: Workload
        metadata: {name: outside}
        spec: {address: 192.0.2.1, labels: {app: reviews}, ports: {http: 9081}}
        ---
        """;

    // When
    var registry = build(SERVICE + POD + SLICE + workload);

    // Then
    assertThat(registry.endpoints())
        .extracting(Endpoint::address)
        .containsExactly("192.0.2.1", "10.1.0.5");
  }

  @Test
  void orderOfTheObjectsDoesNotMatter() {
    // Given
    var yaml = TWO + POD + NODE + SLICE.replace("reviews-abc", "reviews-def");
    var objects = Resources.read(yaml);
    var reversed = Resources.read(yaml);
    Collections.reverse(reversed);

    // Then
    assertThat(build(reversed)).isEqualTo(build(objects));
  }

  @Test
  void slimPodSaysTheSameToTheMesh() {
    // Given
    var pod = Resources.of(Pod.class, Resources.read(POD)).getFirst();
    var reader = new PodReader(new NodeZones(List.of()));

    // When
    var slim = Slimming.pod(pod);

    // Then
    assertThat(reader.read(slim)).isEqualTo(reader.read(pod)).isPresent();
    assertThat(slim.getSpec().getContainers().getFirst().getImage()).isNull();
  }

  private static ServiceRegistry build(String yaml) {
    return build(Resources.read(yaml));
  }

  private static ServiceRegistry build(List<HasMetadata> objects) {
    return new ClusterState(
            Resources.of(Service.class, objects),
            Resources.of(EndpointSlice.class, objects),
            Resources.of(Pod.class, objects),
            Resources.of(Node.class, objects),
            Resources.of(Ingress.class, objects),
            new ResourceIntake.Taken(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Resources.of(Workload.class, objects),
                List.of()),
            GatewayDocuments.NONE,
            Map.of())
        .resources()
        .registry();
  }
}
