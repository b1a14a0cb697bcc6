package dev.lateen.operator.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.Workload;
import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.platform.model.IngressPath;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.platform.model.Locality;
import dev.lateen.operator.platform.model.MeshSettings;
import dev.lateen.operator.platform.model.Protocol;
import dev.lateen.operator.platform.model.ServicePort;
import dev.lateen.operator.platform.model.ServiceRegistry;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceRegistryBuilderTest {
  private static final String REVIEWS =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: reviews}
      spec:
        clusterIP: 10.0.0.7
        selector: {app: reviews}
        ports: [{name: http, port: 9080, targetPort: http}]
      ---
      apiVersion: lateen.dev/v1alpha1
      kind: Workload
      metadata: {name: reviews-v1}
      spec:
        address: 127.0.0.1
        labels: {app: reviews, version: v1}
        ports: {http: 9081}
        sidecar: {inboundPorts: {http: 19081}}
      """;

  @Test
  void workloadIsCalledThroughItsSidecar() {
    // When
    var registry = build(REVIEWS);

    // Then
    assertThat(registry.endpoints())
        .containsExactly(
            new Endpoint(
                "reviews.default.svc.cluster.local",
                9080,
                new InstanceKey("default", "reviews-v1"),
                "127.0.0.1",
                19081,
                9081,
                true));
    assertThat(registry.services().getFirst().address()).contains("10.0.0.7");
    assertThat(registry.services().getFirst().ports())
        .containsExactly(new ServicePort("http", 9080, Protocol.HTTP));
  }

  @Test
  void workloadWithoutSidecarIsCalledDirectly() {
    // When
    var registry = build(REVIEWS.replaceAll("(?m)^ *sidecar.*$", ""));

    // Then
    assertThat(registry.endpoints()).extracting(Endpoint::port).containsExactly(9081);
    assertThat(registry.instances().getFirst().sidecar()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'targetPort: web', '{web: 8080, http: 9081}', 8080",
    "'targetPort: 8080', '{web: 8080, http: 9081}', 8080",
    "'targetPort: gone', '{web: 8080, http: 9081}', 9081",
    "'targetPort: 1', '{web: 8080, http: 9081}', 9081",
    "'protocol: TCP', '{web: 8080, http: 9081}', 9081",
    "'protocol: TCP', '{web: 9080, other: 9081}', 9080"
  })
  void portIsFoundByTargetThenByNameThenByNumber(String target, String ports, int expected) {
    // Given
    var yaml =
        REVIEWS
            .replace("targetPort: http", target)
            .replace("{http: 9081}", ports)
            .replaceAll("(?m)^ *sidecar.*$", "");

    // When
    var registry = build(yaml);

    // Then
    assertThat(registry.endpoints()).extracting(Endpoint::port).containsExactly(expected);
  }

  @Test
  void workloadWithoutAFittingPortIsNoEndpoint() {
    // Given
    var yaml = REVIEWS.replace("{http: 9081}", "{other: 9081}").replaceAll("(?m)^ *sidecar.*$", "");

    // When
    var registry = build(yaml);

    // Then
    assertThat(registry.endpoints()).isEmpty();
    assertThat(registry.instances()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'metadata: {name: reviews-v1}', 'metadata: {name: reviews-v1, namespace: other}'",
    "'labels: {app: reviews, version: v1}', 'labels: {app: ratings}'",
    "'selector: {app: reviews}', 'selector: {}'"
  })
  void serviceSelectsByLabelsInItsOwnNamespaceOnly(String before, String after) {
    // When
    var registry = build(REVIEWS.replace(before, after));

    // Then
    assertThat(registry.endpoints()).isEmpty();
  }

  @Test
  void workloadSaysEverythingOfAnInstance() {
    // Given
    var yaml =
        """
        apiVersion: lateen.dev/v1alpha1
        kind: Workload
        metadata: {name: w}
        spec:
          address: 127.0.0.2
          labels: {app: w}
          serviceAccount: account
          locality: {region: r1, zone: z1}
          weight: 7
          ports: {http: 9081}
          sidecar:
            outboundPort: 15081
            inboundPorts: {http: 19081}
            upstreams: [{service: mysql.default.svc.cluster.local, port: 3306, localPort: 13306}]
        """;

    // When
    var instance = build(yaml).instances().getFirst();

    // Then
    assertThat(instance.serviceAccount()).isEqualTo("account");
    assertThat(instance.locality()).isEqualTo(new Locality("r1", "z1", ""));
    assertThat(instance.weight()).isEqualTo(7);
    assertThat(instance.sidecar().orElseThrow().outboundPort()).isEqualTo(OptionalInt.of(15081));
    assertThat(instance.sidecar().orElseThrow().upstreams())
        .containsExactly(new Instance.Upstream("mysql.default.svc.cluster.local", 3306, 13306));
  }

  @Test
  void headlessAndExternalServicesHaveNoAddress() {
    // Given
    var yaml =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: headless}
        spec: {clusterIP: None, ports: [{port: 1}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: outside}
        spec: {type: ExternalName, externalName: example.com, ports: [{name: http, port: 80}]}
        """;

    // When
    var services = build(yaml).services();

    // Then
    assertThat(services.get(0).headless()).isTrue();
    assertThat(services.get(0).address()).isEmpty();
    assertThat(services.get(1).externalName()).contains("example.com");
    assertThat(services.get(1).address()).isEmpty();
  }

  private static final String INGRESS =
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: page}
      spec:
        ingressClassName: lateen
        rules:
          - host: shop.example.com
            http:
              paths:
                - path: PATH
                  pathType: TYPE
                  backend: {service: {name: reviews, port: {name: http}}}
      ---
      """;

  @ParameterizedTest
  @CsvSource({
    "/a, Exact, EXACT, /a",
    "/a, Prefix, PREFIX, /a",
    "/a, ImplementationSpecific, EXACT, /a",
    "/a/.*, ImplementationSpecific, PREFIX, /a/",
    "/a.*, ImplementationSpecific, REGEX, /a.*",
    "/a/[0-9]+/.*, ImplementationSpecific, REGEX, /a/[0-9]+/.*",
    "'\"\"', Prefix, PREFIX, /"
  })
  void ingressPathIsReadByItsTypeAndItsCharacters(
      String path, String type, IngressPath.Kind kind, String expected) {
    // When
    var registry = build(INGRESS.replace("PATH", path).replace("TYPE", type) + REVIEWS);

    // Then
    assertThat(registry.ingressPaths())
        .containsExactly(
            new IngressPath(
                "default/page",
                Optional.of("shop.example.com"),
                kind,
                expected,
                "reviews.default.svc.cluster.local",
                9080));
  }

  @ParameterizedTest
  @CsvSource({
    "ingressClassName: lateen, ingressClassName: nginx",
    "name: reviews, name: nobody",
    "'{name: http}', '{number: 1}'"
  })
  void ingressOfAnotherClassOrWithoutAnHttpBackendIsLeftOut(String before, String after) {
    // Given
    var ingress = INGRESS.replace("PATH", "/").replace("TYPE", "Prefix").replace(before, after);

    // When
    var registry = build(ingress + REVIEWS);

    // Then
    assertThat(registry.ingressPaths()).isEmpty();
  }

  @Test
  void settingsAreThoseOfTheServiceMesh() {
    // Given
    var yaml =
        """
        apiVersion: lateen.dev/v1alpha1
        kind: ServiceMesh
        metadata: {name: mesh}
        spec:
          trustDomain: example.org
          outboundTrafficPolicy: REGISTRY_ONLY
          gateways: {egress: {enabled: true}}
          traffic: {connectTimeout: 500ms, requestTimeout: 3s}
          telemetry: {accessLog: JSON}
        """;

    // When
    var settings = build(yaml).settings();

    // Then
    assertThat(settings)
        .isEqualTo(
            new MeshSettings(
                "default",
                "example.org",
                false,
                true,
                Duration.ofMillis(500),
                Duration.ofSeconds(3),
                MeshSettings.AccessLog.JSON));
    assertThat(build(REVIEWS).settings()).isEqualTo(MeshSettings.DEFAULT);
  }

  @Test
  void orderOfTheDocumentsDoesNotMatter() {
    // Given
    var yaml =
        REVIEWS
            + "---\n"
            + REVIEWS.replace("reviews", "ratings")
            + "---\n"
            + INGRESS.replace("PATH", "/").replace("TYPE", "Prefix");
    var objects = Resources.read(yaml);
    var reversed = Resources.read(yaml);
    Collections.reverse(reversed);

    // When
    var registry = build(objects);

    // Then
    assertThat(build(reversed)).isEqualTo(registry);
    assertThat(registry.services()).extracting("name").containsExactly("ratings", "reviews");
  }

  private static ServiceRegistry build(String yaml) {
    return build(Resources.read(yaml));
  }

  private static ServiceRegistry build(List<HasMetadata> objects) {
    return new ServiceRegistryBuilder(
            Resources.of(Service.class, objects),
            Resources.of(Ingress.class, objects),
            Resources.of(Workload.class, objects),
            Resources.of(ServiceMesh.class, objects),
            List.of(),
            List.of())
        .build();
  }
}
