package dev.lateen.operator.gateway.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.operator.gateway.api.DocumentReader;
import dev.lateen.operator.gateway.api.GatewayDocuments;
import dev.lateen.operator.gateway.bind.GatewayReport.ListenerReport;
import dev.lateen.operator.gateway.model.BackendTls;
import dev.lateen.operator.gateway.model.GatewayListener.Content;
import dev.lateen.operator.gateway.model.HttpRoute;
import dev.lateen.operator.gateway.model.HttpRoute.HttpRule;
import dev.lateen.operator.gateway.model.RuleAction.Forward;
import dev.lateen.operator.platform.ServiceRegistryBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayBinderTest {
  private static final String GATEWAY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: lateen}
      spec: {controllerName: lateen.dev/gateway}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: web, namespace: edge}
      spec:
        gatewayClassName: lateen
        listeners:
        - {name: open, port: 80, protocol: HTTP, hostname: "*.example.com", allowedRoutes: {namespaces: {from: All}}}
        - {name: own, port: 81, protocol: HTTP}
      """;

  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: shop, namespace: shop}
      spec:
        parentRefs: [{name: web, namespace: edge, %s}]
        hostnames: [%s]
        rules: [{backendRefs: [{%s}]}]
      """;

  private static final String BACKEND = "name: cart, port: 80";

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          sectionName: open, shop.example.com, Accepted
          sectionName: open, '"*"', NoMatchingListenerHostname
          sectionName: open, shop.example.org, NoMatchingListenerHostname
          sectionName: own, shop.example.com, NotAllowedByListeners
          sectionName: none, shop.example.com, NoMatchingParent
          port: 82, shop.example.com, NoMatchingParent
          port: 80, a.b.example.com, Accepted
          port: 80, example.com, NoMatchingListenerHostname
          """)
  void routeIsAcceptedWhereAListenerTakesIt(String parent, String host, String reason) {
    // When
    Binding binding = bind(ROUTE.formatted(parent, host, BACKEND));

    // Then
    assertThat(finding(binding, Finding.ACCEPTED))
        .returns(reason, Finding::reason)
        .returns(reason.equals("Accepted"), Finding::holds);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'name: cart, port: 80', ResolvedRefs
          'name: cart, port: 81', BackendNotFound
          'name: nobody, port: 80', BackendNotFound
          'name: cart, kind: Bucket, group: example.com, port: 80', InvalidKind
          'name: pay, namespace: money, port: 80', RefNotPermitted
          """)
  void routeSaysWhetherItsBackendsAreThere(String backend, String reason) {
    // When
    Binding binding = bind(ROUTE.formatted("port: 80", "shop.example.com", backend));

    // Then
    assertThat(finding(binding, Finding.RESOLVED)).returns(reason, Finding::reason);
    assertThat(backends(binding)).isEqualTo(reason.equals("ResolvedRefs") ? 1 : 0);
    assertThat(listener(binding, "open").attachedRoutes()).isEqualTo(1);
  }

  @Test
  void grantLetsAReferenceLeaveItsNamespace() {
    // Given
    String grant =
        """
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: ReferenceGrant
        metadata: {name: shops, namespace: money}
        spec:
          from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}]
          to: [{group: "", kind: Service, name: pay}]
        """;
    String route =
        ROUTE.formatted("port: 80", "shop.example.com", "name: pay, namespace: money, port: 80");

    // When
    Binding binding = bind(route + grant);

    // Then
    assertThat(finding(binding, Finding.RESOLVED).holds()).isTrue();
    assertThat(backends(binding)).isEqualTo(1);
  }

  @Test
  void gatewayOfAnotherClassIsNotOurs() {
    // When
    Binding binding =
        bind(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: other, namespace: edge}
            spec: {gatewayClassName: other, listeners: [{name: http, port: 80, protocol: HTTP}]}
            """);

    // Then
    assertThat(binding.gateways())
        .extracting(report -> report.gateway().meta().name())
        .containsExactly("web");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'port: 80, protocol: HTTP, hostname: "*.example.com"', Conflicted, HostnameConflict
          'port: 80, protocol: TLS, tls: {mode: Passthrough}', Conflicted, ProtocolConflict
          'port: 90, protocol: UDP', Accepted, UnsupportedProtocol
          'port: 15020, protocol: HTTP', Accepted, PortUnavailable
          'port: 90, protocol: HTTPS', ResolvedRefs, InvalidCertificateRef
          'port: 90, protocol: HTTPS, tls: {certificateRefs: [{name: none}]}', ResolvedRefs, InvalidCertificateRef
          'port: 90, protocol: HTTPS, tls: {certificateRefs: [{name: one, namespace: money}]}', ResolvedRefs, RefNotPermitted
          'port: 90, protocol: HTTP, allowedRoutes: {kinds: [{kind: TLSRoute}]}', ResolvedRefs, InvalidRouteKinds
          """)
  void listenerSaysWhyItIsNotThere(String listener, String type, String reason) {
    // When
    Binding binding =
        bind(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: two, namespace: edge}
            spec:
              gatewayClassName: lateen
              listeners:
              - {name: first, port: 80, protocol: HTTP, hostname: "*.example.com"}
              - {name: second, %s}
            """
                .formatted(listener));

    // Then
    GatewayReport report =
        binding.gateways().stream()
            .filter(one -> one.gateway().meta().name().equals("two"))
            .findFirst()
            .orElseThrow();
    assertThat(report.accepted())
        .returns("ListenersNotValid", Finding::reason)
        .returns(true, Finding::holds);
    assertThat(report.listeners().get(0).programmed()).isTrue();
    assertThat(report.listeners().get(1).programmed()).isFalse();
    assertThat(report.listeners().get(1).findings())
        .filteredOn(finding -> finding.type().equals(type))
        .extracting(Finding::reason)
        .containsExactly(reason);
  }

  private static int backends(Binding binding) {
    var content =
        (Content.Http) binding.model().listeners("edge", "web").orElseThrow().getFirst().content();
    return content.routes().stream()
        .map(HttpRoute::rules)
        .flatMap(List::stream)
        .map(HttpRule::action)
        .flatMap(action -> ((Forward) action).backends().stream())
        .mapToInt(backend -> backend.service().isPresent() ? 1 : 0)
        .sum();
  }

  @Test
  void listenersOfAPortThatEndTlsAndPassItThroughAreBothRefused() {
    // When
    Binding binding =
        bind(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: a-mixed, namespace: edge}
            spec:
              gatewayClassName: lateen
              listeners:
              - {name: ends, port: 443, protocol: TLS, hostname: a.example.com, tls: {mode: Terminate}}
              - {name: passes, port: 443, protocol: TLS, hostname: b.example.com, tls: {mode: Passthrough}}
            """);

    // Then
    assertThat(binding.gateways().getFirst().listeners())
        .allSatisfy(
            listener ->
                assertThat(listener.findings())
                    .filteredOn(finding -> finding.type().equals(Finding.ACCEPTED))
                    .singleElement()
                    .returns(false, Finding::holds)
                    .returns("ProtocolConflict", Finding::reason));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '{group: "", kind: ConfigMap, name: none}', NoValidCACertificate, InvalidCACertificateRef
          '{group: "", kind: Secret, name: none}', NoValidCACertificate, InvalidCACertificateKind
          '{group: "", kind: ConfigMap, name: none, namespace: shop}', NoValidCACertificate, RefNotPermitted
          """)
  void listenerThatCannotVerifyItsClientsIsRefused(
      String reference, String accepted, String resolved) {
    // When
    Binding binding =
        bind(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: a-mutual, namespace: edge}
            spec:
              gatewayClassName: lateen
              tls: {frontend: {default: {validation: {caCertificateRefs: [%s]}}}}
              listeners:
              - {name: mutual, port: 443, protocol: HTTPS}
              - {name: plain, port: 80, protocol: HTTP}
            """
                .formatted(reference));

    // Then
    var listeners = binding.gateways().getFirst().listeners();
    assertThat(listeners.getFirst().findings())
        .extracting(Finding::reason)
        .startsWith(accepted, resolved);
    assertThat(listeners.getLast().programmed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'caCertificateRefs: [{group: "", kind: ConfigMap, name: none}]', NoValidCACertificate, InvalidCACertificateRef
          'caCertificateRefs: [{group: "", kind: Secret, name: none}]', NoValidCACertificate, InvalidKind
          'wellKnownCACertificates: System', Accepted, ResolvedRefs
          """)
  void policyForBackendsSaysWhetherItCanVerifyThem(
      String authorities, String accepted, String resolved) {
    // When
    Binding binding =
        bind(
            ROUTE.formatted("port: 80", "shop.example.com", BACKEND)
                + """
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: BackendTLSPolicy
                metadata: {name: cart, namespace: shop}
                spec:
                  targetRefs: [{group: "", kind: Service, name: cart}]
                  validation: {hostname: cart.example.com, %s}
                """
                    .formatted(authorities));

    // Then
    PolicyReport report = binding.policies().getFirst();
    assertThat(report.gateways()).containsExactly("edge/web");
    assertThat(report.findings()).extracting(Finding::reason).containsExactly(accepted, resolved);
    assertThat(binding.model().backendTls("cart.shop.svc.cluster.local", 80))
        .get()
        .isInstanceOf(
            accepted.equals("Accepted")
                ? BackendTls.Verified.class
                : BackendTls.Unverifiable.class);
  }

  private static Finding finding(Binding binding, String type) {
    return binding.routes().getFirst().parents().getFirst().findings().stream()
        .filter(finding -> finding.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static ListenerReport listener(Binding binding, String name) {
    return binding.gateways().getFirst().listeners().stream()
        .filter(listener -> listener.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Binding bind(String documents) {
    var registry =
        new ServiceRegistryBuilder(
                List.of(service("cart", "shop"), service("pay", "money")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of())
            .build();
    return GatewayBinder.bind(read(GATEWAY + "---\n" + documents), Map.of(), registry);
  }

  private static io.fabric8.kubernetes.api.model.Service service(String name, String namespace) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .endMetadata()
        .withNewSpec()
        .withClusterIP("10.0.0.1")
        .addNewPort()
        .withPort(80)
        .withProtocol("TCP")
        .endPort()
        .endSpec()
        .build();
  }

  private static GatewayDocuments read(String yaml) {
    var serialization = new KubernetesSerialization();
    List<GenericKubernetesResource> all = new ArrayList<>();
    for (String document : yaml.split("(?m)^---$")) {
      all.add(serialization.unmarshal(document, GenericKubernetesResource.class));
    }
    return DocumentReader.read(
        kind -> all.stream().filter(one -> one.getKind().equals(kind)), Map.of(), Map.of());
  }
}
