package dev.lateen.blackbox.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.Load;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.tour.mesh.LocalMesh;
import dev.lateen.tour.process.Await;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Identities from the built operator to the built sidecars, and what they do with them. */
class IdentityIT {
  private static final String MESH = "servicemesh-default-mesh.yaml";
  private static final String POLICY = "policy-default-identity.yaml";
  private static final Duration ROTATION = Duration.ofSeconds(90);
  private static final int REQUESTS_PER_SECOND = 100;

  private static TestMesh mesh;

  @BeforeAll
  static void startMesh() {
    mesh = TestMesh.startWithIdentities();
  }

  @AfterAll
  static void closeMesh() {
    mesh.close();
  }

  @AfterEach
  void permitAgain() {
    mesh.files().remove(POLICY);
  }

  private static void demand(String mode) {
    mesh.files()
        .write(
            POLICY,
            """
            apiVersion: lateen.dev/v1alpha1
            kind: Policy
            metadata: {name: identity}
            spec: {mutualTls: {mode: %s}}
            """
                .formatted(mode));
  }

  private static void identitySettings(String settings) {
    mesh.files()
        .write(
            MESH,
            """
            apiVersion: lateen.dev/v1alpha1
            kind: ServiceMesh
            metadata: {name: mesh}
            spec: {identity: {%s}}
            """
                .formatted(settings));
  }

  /** What a caller without a sidecar gets from the port where a sidecar takes calls. */
  private static String plaintextAnswer() {
    int port = mesh.reviews().getFirst().inboundPort();
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout((int) TestMesh.TIMEOUT.toMillis());
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: reviews:9080\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("closed");
    } catch (IOException e) {
      return "closed";
    }
  }

  private static void awaitPlaintext(String answer) {
    Await.until(
        "plaintext answered with " + answer,
        TestMesh.TIMEOUT,
        () -> plaintextAnswer().equals(answer));
  }

  private static List<String> operatorLog() {
    try {
      return Files.readAllLines(mesh.programs().logs().resolve(LocalMesh.OPERATOR + ".log"));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static void awaitLog(String part, Duration timeout) {
    Await.until(
        "\"" + part + "\" in the operator's log",
        timeout,
        () -> operatorLog().stream().anyMatch(line -> line.contains(part)));
  }

  @Test
  @DisplayName("TS-08 TS-11 AU-010 AU-014 STRICT lets sidecars in and callers without one not")
  void strictLetsSidecarsInAndOthersNot() throws Exception {
    // Given
    awaitPlaintext("HTTP/1.1 200 OK");

    // When
    demand("STRICT");

    // Then
    awaitPlaintext("closed");
    assertThat(mesh.count(30, Map.of()).values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(30);
  }

  @Test
  @DisplayName("AU-016 AU-019 from PERMISSIVE to STRICT and back no request is lost")
  void modesChangeWithoutALostRequest() throws Exception {
    // Given
    awaitPlaintext("HTTP/1.1 200 OK");
    try (var load = Load.start(mesh.caller().outboundPort(), REQUESTS_PER_SECOND)) {
      // When
      demand("STRICT");
      awaitPlaintext("closed");
      demand("PERMISSIVE");
      awaitPlaintext("HTTP/1.1 200 OK");

      // Then
      assertThat(load.stop()).isNotEmpty().noneMatch(Load.Sample::lost);
    }
  }

  @Test
  @DisplayName("AU-026 the root changes under load without a lost request")
  void rootChangesWithoutALostRequest() throws Exception {
    // Given
    demand("STRICT");
    awaitPlaintext("closed");
    try (var load = Load.start(mesh.caller().outboundPort(), REQUESTS_PER_SECOND)) {
      // When
      identitySettings("rootGeneration: 2");

      // Then
      awaitLog("event=authority_in_force root=2 phase=STEADY", ROTATION);
      assertThat(load.stop()).isNotEmpty().noneMatch(Load.Sample::lost);
    }
    assertThat(
            operatorLog().stream()
                .filter(line -> line.contains("event=authority_in_force"))
                .map(line -> line.replaceAll(".*(root=\\d+ phase=\\w+).*", "$1")))
        .containsSubsequence(
            "root=1 phase=STEADY",
            "root=1 phase=DISTRIBUTING",
            "root=2 phase=RETIRING",
            "root=2 phase=STEADY");
  }

  @Test
  @DisplayName(
      "GP-06 a revoked caller is cut off, and comes back with a new certificate once it is trusted again")
  void revokedCallerIsCutOff() throws Exception {
    // Given
    demand("STRICT");
    awaitPlaintext("closed");
    String caller = "spiffe://cluster.local/ns/default/sa/bookinfo-productpage";
    try {
      // When
      identitySettings("revoked: [\"" + caller + "\"]");

      // Then
      mesh.awaitAnswer(TestMesh.REVIEWS, answer -> answer.status() == 503);
    } finally {
      identitySettings("");
      mesh.programs().processes().stop(mesh.caller().sidecarProcess());
      mesh.programs().startSidecar(mesh.caller());
      mesh.programs().awaitSidecar(mesh.caller().name());
    }
    mesh.awaitVersions("v1", "v2", "v3");
  }
}
