package dev.lateen.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes in by the ingress gateway. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IngressIT {
  private static final String GATEWAY = "http://lateen-ingress." + InstalledMesh.SYSTEM;

  private final InstalledMesh mesh;

  IngressIT(InstalledMesh mesh) {
    this.mesh = mesh;
  }

  @BeforeAll
  void open() {
    Programs.apply(
        InstalledMesh.APPLICATIONS,
        """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: gateway}
        spec:
          ingressClassName: lateen
          rules:
          - http:
              paths:
              - {path: /lucky, pathType: Exact, backend: {service: {name: a, port: {name: http}}}}
              - {path: /lol, pathType: Prefix, backend: {service: {name: b, port: {number: 80}}}}
          - host: foo.bar.com
            http:
              paths:
              - {path: /foo, pathType: Exact, backend: {service: {name: a, port: {number: 80}}}}
          - host: api.company.com
            http:
              paths:
              - {path: /, pathType: Prefix, backend: {service: {name: a, port: {name: grpc}}}}
          - host: foo.baz.com
            http:
              paths:
              - {path: /bar, pathType: Exact, backend: {service: {name: a, port: {number: 80}}}}
              - {path: /c, pathType: Exact, backend: {service: {name: c, port: {number: 80}}}}
        """);
    await()
        .atMost(InstalledMesh.PATIENCE)
        .until(() -> answer("any.host", "/lucky").startsWith("200 a-v1 "));
  }

  @AfterAll
  void shut() {
    Programs.kubectl("delete", "-n", InstalledMesh.APPLICATIONS, "ingress", "--all");
    mesh.withdraw();
  }

  @ParameterizedTest(name = "{0}{1}: {2}")
  @DisplayName("AT-10 on a cluster the ingress gateway leads where host and path say")
  @CsvSource({
    "any.host, /lucky, 200 a-v1",
    "any.host, /lol, 200 b-v1",
    "any.host, /lol/rofl, 200 b-v1",
    "foo.bar.com, /foo, 200 a-v1",
    "foo.baz.com, /bar, 200 a-v1",
    "any.host, /notfound, 404",
    "any.host, /foo, 404",
    "foo.bar.com, /bar, 404"
  })
  void paths(String host, String path, String expected) {
    assertThat(answer(host, path)).startsWith(expected);
  }

  @Test
  @DisplayName("AT-10 on a cluster applications learn who asked the gateway, and the request's id")
  void headers() {
    assertThat(answer("any.host", "/lucky")).matches("200 a-v1 .* id [-0-9a-f]{36} .* for [0-9.]+");
  }

  @Test
  @DisplayName("AT-10 on a cluster gRPC comes in by the same port")
  void grpc() {
    String gateway = GATEWAY.replace("http:", "grpc:") + ":80";
    assertThat(mesh.workload("t-v1").calls(gateway, "host: api.company.com", 1))
        .containsExactly("grpc a-v1");
  }

  @Test
  @DisplayName("AT-10 on a cluster a rule holds for what the gateway lets in")
  void rule() {
    // When
    mesh.apply(
        """
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata: {name: one-version}
        spec: {destination: {name: c}, route: [{labels: {version: v1}}]}
        """);
    // Then
    assertThat(mesh.workload("t-v1").calls(GATEWAY + "/c", "host: foo.baz.com", 100))
        .allMatch(answer -> answer.startsWith("200 c-v1 "));
  }

  private String answer(String host, String path) {
    return mesh.workload("t-v1").calls(GATEWAY + path, "host: " + host, 1).getFirst();
  }
}
