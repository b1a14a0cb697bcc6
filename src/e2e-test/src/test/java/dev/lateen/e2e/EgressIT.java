package dev.lateen.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What goes out of a mesh that is closed to hosts it does not know. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EgressIT {
  private final InstalledMesh mesh;
  private Workload visitor;
  private OutsideHost outside;

  EgressIT(InstalledMesh mesh) {
    this.mesh = mesh;
  }

  @BeforeAll
  void closeTheMesh(@TempDir Path folder) {
    outside = OutsideHost.start(folder);
    visitor = outside.visitor();
    outboundTraffic("REGISTRY_ONLY");
    await()
        .atMost(InstalledMesh.PATIENCE)
        .until(() -> calls("http", outside.otherName(), 8080).startsWith("502"));
  }

  @AfterEach
  void withdraw() {
    mesh.withdraw();
  }

  @AfterAll
  void openTheMesh() {
    outboundTraffic("ALLOW_ANY");
    visitor.close();
    outside.end();
  }

  @Test
  @DisplayName("AT-12 TM-130 TM-132 on a cluster a rule for HTTP opens a host at its ports alone")
  void http() {
    // When
    mesh.apply(
        rule(outside.name(), "{port: 8080, protocol: HTTP}", "{port: 7070, protocol: HTTP2}"));
    // Then
    SoftAssertions soft = new SoftAssertions();
    soft.assertThat(calls("http", outside.name(), 8080)).startsWith("200 outside ");
    soft.assertThat(calls("grpc", outside.name(), 7070)).isEqualTo("grpc outside");
    soft.assertThat(calls("https", outside.name(), 8443)).startsWith("failed ");
    soft.assertThat(calls("http", outside.otherName(), 8080))
        .startsWith("502 ")
        .contains("EgressRule");
    soft.assertThat(calls("tcp", outside.address(), 9090)).startsWith("failed ");
    soft.assertThat(visitor.calls("http://b/")).startsWith("200 b-v1 ");
    soft.assertAll();
  }

  @Test
  @DisplayName("AT-12 TM-132 on a cluster a rule for HTTPS opens a host for TLS of the application")
  void https() {
    // When
    mesh.apply(rule(outside.name(), "{port: 8443, protocol: HTTPS}"));
    // Then
    SoftAssertions soft = new SoftAssertions();
    soft.assertThat(calls("https", outside.name(), 8443)).startsWith("200 outside ");
    soft.assertThat(calls("https", outside.otherName(), 8443)).startsWith("failed ");
    soft.assertThat(calls("http", outside.name(), 8080)).startsWith("502 ");
    // what the sidecar makes TLS of is verified by public authorities, and this is of none
    soft.assertThat(calls("http", outside.name(), 8443)).startsWith("503 ");
    soft.assertAll();
  }

  @Test
  @DisplayName("AT-12 TM-133 on a cluster a wildcard opens the hosts that it stands for")
  void wildcard() {
    // When
    mesh.apply(rule(outside.wildcard(), "{port: 8080, protocol: HTTP}"));
    // Then
    assertThat(calls("http", outside.name(), 8080)).startsWith("200 outside ");
    assertThat(calls("http", outside.otherName(), 8080)).startsWith("502 ");
  }

  @Test
  @DisplayName("TM-137 on a cluster a rule opens an address for TCP")
  void tcp() {
    // When
    mesh.apply(rule(outside.address(), "{port: 9090, protocol: TCP}"));
    // Then
    assertThat(calls("tcp", outside.address(), 9090)).startsWith("tcp outside ");
  }

  @Test
  @DisplayName(
      "AT-11 TM-131 on a cluster a Service of type ExternalName leads to the host it names")
  void externalName() {
    // When
    Programs.apply(
        InstalledMesh.APPLICATIONS,
        """
        apiVersion: v1
        kind: Service
        metadata: {name: legacy}
        spec:
          type: ExternalName
          externalName: %s
          ports: [{name: http, port: 8080}]
        """
            .formatted(outside.name()));
    // Then
    await()
        .atMost(InstalledMesh.PATIENCE)
        .until(() -> calls("http", "legacy", 8080).startsWith("200 outside "));
    Programs.kubectl("delete", "-n", InstalledMesh.APPLICATIONS, "service/legacy");
  }

  @Test
  @DisplayName("TM-136 on a cluster calls leave by the egress gateway, and not by who calls")
  void byTheGateway() {
    // Given
    egressGateway(true);
    Programs.kubectl(
        "wait",
        "-n=" + InstalledMesh.SYSTEM,
        "servicemesh/mesh",
        "--for=condition=EgressGatewayReady",
        InstalledMesh.limit());
    String gateway =
        Programs.kubectl(
            "get",
            "pods",
            "-n=" + InstalledMesh.SYSTEM,
            "-l=lateen.dev/gateway=egress",
            "-o=jsonpath={.items[0].status.podIP}");
    // When
    mesh.apply(
        rule(
            outside.name(), true, "{port: 8080, protocol: HTTP}", "{port: 8443, protocol: HTTPS}"));
    // Then
    await()
        .atMost(InstalledMesh.PATIENCE)
        .until(
            () ->
                calls("http", outside.name(), 8080)
                    .startsWith("200 outside from " + gateway + " "));
    assertThat(calls("https", outside.name(), 8443))
        .startsWith("200 outside from " + gateway + " ");
    // When
    mesh.withdraw();
    egressGateway(false);
    // Then
    await()
        .atMost(InstalledMesh.PATIENCE)
        .until(() -> calls("http", outside.name(), 8080).startsWith("502 "));
  }

  private static void egressGateway(boolean enabled) {
    Programs.kubectl(
        "patch",
        "-n=" + InstalledMesh.SYSTEM,
        "servicemesh/mesh",
        "--type=merge",
        "-p={\"spec\": {\"gateways\": {\"egress\": {\"enabled\": %s}}}}".formatted(enabled));
  }

  private String calls(String scheme, String host, int port) {
    return visitor.calls("%s://%s:%d/".formatted(scheme, host, port));
  }

  private static String rule(String host, String... ports) {
    return rule(host, false, ports);
  }

  private static String rule(String host, boolean byGateway, String... ports) {
    return """
    apiVersion: lateen.dev/v1alpha1
    kind: EgressRule
    metadata: {name: out}
    spec: {destination: {service: "%s"}, ports: [%s], useEgressProxy: %s}
    """
        .formatted(host, String.join(", ", ports), byGateway);
  }

  private static void outboundTraffic(String policy) {
    Programs.kubectl(
        "patch",
        "-n=" + InstalledMesh.SYSTEM,
        "servicemesh/mesh",
        "--type=merge",
        "-p={\"spec\": {\"outboundTrafficPolicy\": \"%s\"}}".formatted(policy));
  }
}
