package dev.lateen.blackbox.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lateen.blackbox.mesh.Answer;
import dev.lateen.blackbox.mesh.Connection;
import dev.lateen.blackbox.mesh.Joined;
import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.Outside;
import dev.lateen.blackbox.mesh.SecureSite;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.WithIdentities;
import dev.lateen.tour.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that leave the mesh by its egress gateway. */
@WithIdentities
class EgressGatewayIT {
  private static final String CALLER = "spiffe://cluster.local/ns/default/sa/bookinfo-productpage";

  private static final String BY_THE_GATEWAY = "useEgressProxy: true";

  private final TestMesh mesh;
  private Outside outside;

  EgressGatewayIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @BeforeEach
  void closeTheMesh() {
    outside = Outside.of(mesh, gateways("true"), "telemetry: {accessLog: JSON}");
  }

  private Joined gateway(Map<String, String> settings) {
    mesh.additions()
        .service(
            "lateen-egress",
            "selector: {lateen.dev/gateway: egress}",
            "ports: [{name: tls, port: 15443, targetPort: egress}]");
    var gateway =
        Member.of("lateen-egress", "egress").port("egress", mesh.freePort()).asGateway("egress");
    for (var setting : settings.entrySet()) {
      gateway = gateway.setting(setting.getKey(), setting.getValue());
    }
    return mesh.additions().join(gateway);
  }

  @Test
  @DisplayName(
      "TM-136 a call leaves by the egress gateway, which knows who calls, and by no other way")
  void callsLeaveByTheGateway() throws IOException {
    // Given
    var gateway = gateway(Map.of());

    // When
    mesh.apply(rule("localhost", "HTTP"));

    // Then
    assertThat(mesh.get(outside.at("localhost"), Map.of()).version()).isEqualTo("outside");
    assertThat(outside.site().received().getLast().header("host"))
        .isEqualTo("localhost:" + outside.site().port());
    Await.until(
        "the call in the gateway's log, with who called",
        TestMesh.TIMEOUT,
        () -> log(gateway.process()).contains("\"source_principal\":\"" + CALLER + "\""));

    // When
    mesh.programs().processes().stop(gateway.process());

    // Then
    int before = outside.site().received().size();
    assertThat(mesh.get(outside.at("localhost"), Map.of()).status()).isEqualTo(503);
    assertThat(outside.site().received()).hasSize(before);
  }

  @Test
  @DisplayName("TM-136 who does not come by mutual TLS gets nowhere through the egress gateway")
  void strangersGetNowhere() throws IOException {
    // Given
    var gateway = gateway(Map.of());
    mesh.apply(rule("localhost", "HTTP"));
    int port = gateway.member().ports().get("egress");

    // When
    try (var connection = Connection.to(port)) {
      Answer answer = connection.get(outside.at("localhost"), Map.of());

      // Then
      assertThat(answer.status()).isNotEqualTo(200);
    } catch (IOException closed) {
      assertThat(closed).isNotNull();
    }
    assertThat(outside.site().received()).isEmpty();
  }

  @Test
  @DisplayName("TM-136 TM-132 the egress gateway speaks TLS to the host and verifies it")
  void theGatewaySpeaksTls(@TempDir Path folder) throws Exception {
    try (var site = SecureSite.start("secret", folder)) {
      // Given
      gateway(Map.of("LATEEN_AUTHORITIES", site.certificate().toString()));

      // When
      mesh.apply(Outside.rule("out", "localhost", site.port(), "HTTPS", BY_THE_GATEWAY));

      // Then: the caller's own sidecar does not trust the site
      var answer = mesh.get("http://localhost:%d/".formatted(site.port()), Map.of());
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("secret");
    }
  }

  @Test
  @DisplayName("TM-136 TLS that the application speaks itself passes the egress gateway unopened")
  void tlsOfTheApplicationPasses(@TempDir Path folder) throws Exception {
    try (var site = SecureSite.start("secret", folder)) {
      // Given
      var gateway = gateway(Map.of());
      mesh.apply(Outside.rule("out", "localhost", site.port(), "HTTPS", BY_THE_GATEWAY));

      // When: by a tunnel of the caller's sidecar
      var answer = site.ask(mesh.caller().outboundPort());

      // Then
      assertThat(answer).isEqualTo("secret");

      // When
      mesh.programs().processes().stop(gateway.process());

      // Then
      assertThatThrownBy(() -> site.ask(mesh.caller().outboundPort()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  @DisplayName("TM-136 TM-133 hosts of a wildcard leave by the egress gateway, which resolves them")
  void wildcardLeavesByTheGateway() throws IOException {
    // Given
    var gateway = gateway(Map.of());

    // When
    mesh.apply(rule("*.0.0.1", "HTTP"));

    // Then
    assertThat(mesh.get(outside.at("127.0.0.1"), Map.of()).version()).isEqualTo("outside");
    assertThat(mesh.get(outside.at("localhost"), Map.of()).status()).isEqualTo(502);

    // When
    mesh.programs().processes().stop(gateway.process());

    // Then
    assertThat(mesh.get(outside.at("127.0.0.1"), Map.of()).status()).isEqualTo(503);
  }

  @Test
  @DisplayName("TM-136 TM-137 connections leave by the egress gateway too")
  void tcpLeavesByTheGateway() throws IOException {
    // Given
    gateway(Map.of());
    int local = mesh.freePort();
    mesh.apply(rule("127.0.0.1", "TCP"));

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

  @Test
  @DisplayName("TM-136 TM-134 rules of the host hold for calls by the egress gateway")
  void rulesHold() throws IOException {
    // Given
    gateway(Map.of());
    mesh.apply(rule("localhost", "HTTP"));
    outside.site().delay(Duration.ofSeconds(5));

    // When
    mesh.apply(
        """
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata: {name: out}
        spec:
          destination: {service: localhost}
          httpReqTimeout: {simpleTimeout: {timeout: 200ms}}
        """);

    // Then
    assertThat(mesh.get(outside.at("localhost"), Map.of()).status()).isEqualTo(504);
  }

  @Test
  @DisplayName("TM-136 without a ready instance of the egress gateway the answer says so")
  void noInstanceIsSaid() throws IOException {
    // When
    mesh.apply(rule("localhost", "HTTP"));

    // Then
    var answer = mesh.get(outside.at("localhost"), Map.of());
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).contains("egress gateway", "ready");
    assertThat(outside.site().received()).isEmpty();
  }

  @Test
  @DisplayName(
      "TM-136 useEgressProxy is refused where the mesh has no egress gateway, and what was in"
          + " force stays")
  void refusedWithoutAGateway() throws IOException {
    // Given
    outside.closeMesh(gateways("false"));

    // When
    mesh.additions().write(rule("localhost", "HTTP"));

    // Then
    assertThat(outside.refusal("out"))
        .contains("spec.useEgressProxy: true", "spec.gateways.egress.enabled");
    assertThat(mesh.get(outside.at("localhost"), Map.of()).status()).isEqualTo(502);

    // When
    outside.closeMesh(gateways("true"));
    mesh.awaitAnswer(outside.at("localhost"), answer -> answer.status() == 503);
    outside.closeMesh(gateways("false"));

    // Then
    assertThat(outside.refusal("out")).contains("spec.useEgressProxy: true");
    assertThat(mesh.get(outside.at("localhost"), Map.of()).status()).isEqualTo(503);
    assertThat(outside.site().received()).isEmpty();
  }

  @Test
  @DisplayName("TM-131 a service of type ExternalName leaves by the gateway where a rule says so")
  void externalName() throws IOException {
    // Given
    var gateway = gateway(Map.of());
    mesh.apply(rule("localhost", "HTTP"));

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

    // When
    mesh.programs().processes().stop(gateway.process());

    // Then
    assertThat(mesh.get(outside.at("legacy"), Map.of()).status()).isEqualTo(503);
  }

  private String log(String process) {
    try {
      return Files.readString(mesh.programs().logs().resolve(process + ".log"));
    } catch (IOException e) {
      return "";
    }
  }

  private String rule(String host, String protocol) {
    return outside.rule("out", host, protocol, BY_THE_GATEWAY);
  }

  private static String gateways(String enabled) {
    return "gateways: {egress: {enabled: %s}}".formatted(enabled);
  }
}
