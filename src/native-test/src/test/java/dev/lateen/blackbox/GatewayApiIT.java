package dev.lateen.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.Answer;
import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.MeshExtension;
import dev.lateen.blackbox.mesh.TestMesh;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Gateways and routes of the Kubernetes Gateway API, from the document to the answer. */
@ExtendWith(MeshExtension.class)
class GatewayApiIT {
  private final TestMesh mesh;
  private final int port;

  GatewayApiIT(TestMesh mesh) {
    this.mesh = mesh;
    this.port = mesh.freePort();
  }

  private void gateway() {
    mesh.additions()
        .write(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: GatewayClass
            metadata: {name: lateen}
            spec: {controllerName: lateen.dev/gateway}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: web}
            spec:
              gatewayClassName: lateen
              listeners: [{name: http, port: %d, protocol: HTTP, hostname: "*.example.com"}]
            """
                .formatted(port));
    route(
        "gateway",
        "{kind: Gateway, name: web}",
        """
          hostnames: [shop.example.com]
          rules:
          - matches: [{path: {type: PathPrefix, value: /reviews}}]
            filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}}]
            backendRefs: [{name: reviews, port: 9080}]
          - matches: [{path: {type: Exact, value: /old}}]
            filters: [{type: RequestRedirect, requestRedirect: {scheme: https, statusCode: 301}}]
          - matches: [{path: {type: PathPrefix, value: /nobody}}]
            backendRefs: [{name: nobody, port: 80}]
          - matches: [{path: {type: PathPrefix, value: /partly}}]
            filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}}]
            backendRefs: [{name: reviews, port: 9080, weight: 3}, {name: nobody, port: 80, weight: 1}]
        """);
    mesh.additions()
        .join(
            Member.of("web-gateway", "web-gateway")
                .label("gateway.networking.k8s.io/gateway-name", "web")
                .setting("LATEEN_NODE_TYPE", "ingress")
                .withSidecar());
  }

  private void route(String name, String parent, String rest) {
    mesh.additions()
        .write(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: %s}
            spec:
              parentRefs: [%s]
            %s\
            """
                .formatted(name, parent, rest));
  }

  private Answer ask(String target) {
    return mesh.awaitAnswer(port, target, answer -> answer.status() > 0);
  }

  @Test
  @DisplayName("TS-04 a Gateway serves its HTTPRoutes, and nothing else")
  void gatewayServesItsRoutes() {
    // When
    gateway();

    // Then
    Answer reviews =
        mesh.awaitAnswer(
            port, "http://shop.example.com/reviews/1", answer -> answer.status() == 200);
    assertThat(reviews.version()).startsWith("v");
    assertThat(ask("http://shop.example.com/old"))
        .returns(301, Answer::status)
        .extracting(answer -> answer.header("location"))
        .asString()
        .startsWith("https://shop.example.com");
    assertThat(ask("http://shop.example.com/nobody").status()).isEqualTo(500);
    assertThat(ask("http://shop.example.com/").status()).isEqualTo(404);
    assertThat(ask("http://other.example.com/reviews").status()).isEqualTo(404);
    assertThat(ask("http://shop.example.org/reviews").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("TS-04 the share of a backend that is not valid is answered 500")
  void shareOfAnInvalidBackendIsAnswered500() {
    // Given
    gateway();
    mesh.awaitAnswer(port, "http://shop.example.com/partly/1", answer -> answer.status() == 200);

    // When
    Map<Integer, Long> statuses =
        IntStream.range(0, 40)
            .mapToObj(_ -> ask("http://shop.example.com/partly/1").status())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    // Then
    assertThat(statuses).containsOnlyKeys(200, 500);
    assertThat(statuses.get(500)).isBetween(5L, 15L);
  }

  @Test
  @DisplayName("TS-04 an HTTPRoute of a Service rules the calls between workloads")
  void routeOfAServiceRulesCalls() {
    // When
    route(
        "mesh",
        "{group: \"\", kind: Service, name: reviews, port: 9080}",
        """
          rules:
          - matches: [{path: {type: PathPrefix, value: /1}}]
            filters: [{type: ResponseHeaderModifier, responseHeaderModifier: {set: [{name: x-route, value: mesh}]}}]
            backendRefs: [{name: reviews, port: 9080}]
        """);

    // Then
    mesh.awaitAnswer(
        TestMesh.REVIEWS + "1",
        answer -> answer.status() == 200 && "mesh".equals(answer.header("x-route")));
    assertThat(mesh.awaitAnswer(TestMesh.REVIEWS + "2", answer -> answer.status() == 404))
        .isNotNull();
  }
}
