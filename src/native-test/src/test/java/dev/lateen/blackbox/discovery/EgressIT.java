package dev.lateen.blackbox.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.Connection;
import dev.lateen.blackbox.mesh.EnvoySide;
import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.Outside;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.ThroughEnvoy;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Calls out of a mesh that is closed to unknown hosts. */
@ThroughEnvoy(EnvoySide.CALLER)
class EgressIT {
  private final TestMesh mesh;
  private Outside outside;

  EgressIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @BeforeEach
  void closeTheMesh() {
    outside = Outside.of(mesh);
  }

  @Test
  @DisplayName("TM-130 UA-04 TS-06 a host that the mesh does not know is refused with words")
  void unknownHostsAreRefused() throws IOException {
    // When
    var answer = mesh.get(outside.at("localhost"), Map.of());

    // Then
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.body()).contains("EgressRule", "REGISTRY_ONLY");
    assertThat(mesh.get(TestMesh.REVIEWS, Map.of()).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("TM-131 AT-11 a service of type ExternalName leads to the host it names")
  void externalName() throws IOException {
    // When
    mesh.additions()
        .service(
            "legacy",
            "type: ExternalName",
            "externalName: localhost",
            "ports: [{name: http, port: %d}]".formatted(outside.site().port()));

    // Then
    mesh.awaitAnswer(outside.at("legacy"), answer -> answer.version().equals("outside"));
    assertThat(outside.site().received().getLast().header("host")).startsWith("localhost");
    assertThat(mesh.get("http://legacy/", Map.of()).version()).isEqualTo("outside");
  }

  @Test
  @DisplayName("TM-132 TS-05 AT-12 an egress rule opens a host at its ports, and no other")
  void anEgressRuleOpensAHost() throws IOException {
    // When
    mesh.apply(outside.rule("out", "localhost", "HTTP"));

    // Then
    assertThat(mesh.get(outside.at("localhost"), Map.of()).version()).isEqualTo("outside");
    assertThat(mesh.get("http://localhost:%d/".formatted(mesh.freePort()), Map.of()).status())
        .isEqualTo(502);
    assertThat(mesh.get(outside.at("other.example"), Map.of()).status()).isEqualTo(502);
  }

  @Test
  @DisplayName("TM-133 TM-132 a wildcard opens every host that it stands for, at its port")
  void aWildcardOpensHosts() throws IOException {
    // When
    mesh.apply(outside.rule("out", "*.0.0.1", "HTTP"));

    // Then
    assertThat(mesh.get(outside.at("127.0.0.1"), Map.of()).version()).isEqualTo("outside");
    assertThat(mesh.get(outside.at("localhost"), Map.of()).status()).isEqualTo(502);
    assertThat(mesh.get(outside.at(".0.0.1"), Map.of()).version()).isNotEqualTo("outside");
    assertThat(mesh.get("http://127.0.0.1:%d/".formatted(mesh.freePort()), Map.of()).status())
        .isEqualTo(502);
  }

  @Test
  @DisplayName("TM-134 route rules hold for external services too")
  void routeRulesHoldOutside() throws IOException {
    // Given
    mesh.apply(outside.rule("out", "localhost", "HTTP"));

    // When
    mesh.apply(
        """
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata:
          name: out
        spec:
          destination: {service: localhost}
          httpFault: {abort: {httpStatus: 418}}
        """);

    // Then
    assertThat(mesh.get(outside.at("localhost"), Map.of()).status()).isEqualTo(418);
  }

  @Test
  @DisplayName("TM-135 of two egress rules for a host the one with the smaller name wins")
  void oneRulePerHost() throws IOException {
    // Given
    mesh.apply(outside.rule("out-a", "localhost", "HTTP"));

    // When
    int other = mesh.additions().application("other").port();
    mesh.additions().write(Outside.rule("out-b", "localhost", other, "HTTP"));

    // Then
    assertThat(outside.refusal("out-b")).contains("localhost", "out-a");
    assertThat(mesh.get(outside.at("localhost"), Map.of()).version()).isEqualTo("outside");
    assertThat(mesh.get("http://localhost:%d/".formatted(other), Map.of()).status()).isEqualTo(502);
  }

  @Test
  @DisplayName("TM-135 an egress rule names a service and nothing else, and a port once")
  void badEgressRulesAreRefused() {
    // When
    mesh.additions()
        .write(
            """
            apiVersion: lateen.dev/v1alpha1
            kind: EgressRule
            metadata:
              name: bad
            spec:
              destination: {service: localhost, labels: {a: b}}
              ports:
                - {port: 80, protocol: HTTP}
                - {port: 80, protocol: HTTP2}
            """);

    // Then
    assertThat(outside.refusal("bad"))
        .contains("spec.destination.labels", "spec.ports[1].port: 80");
  }

  @Test
  @DisplayName("TM-137 an egress rule opens an address for TCP")
  void tcpGoesOut() throws IOException {
    // Given
    int local = mesh.freePort();
    mesh.apply(outside.rule("tcp", "127.0.0.1", "TCP"));

    // When
    mesh.additions()
        .join(
            Member.of("visitor", "visitor")
                .upstream("127.0.0.1", outside.site().port(), local)
                .withSidecar());

    // Then
    try (var connection = Connection.to(local)) {
      assertThat(connection.get("/", Map.of()).version()).isEqualTo("outside");
    }
  }
}
