package dev.lateen.blackbox.identity;

import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.tour.mesh.LocalMesh;
import dev.lateen.tour.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/**
 * What tests ask of a mesh with identities.
 *
 * @param mesh where they ask
 */
record SecuredMesh(TestMesh mesh) {
  static final String OK = "HTTP/1.1 200 OK";
  static final String CLOSED = "closed";

  static final String REQUEST = "GET / HTTP/1.1\r\nHost: reviews:9080\r\nConnection: close\r\n\r\n";

  /** Sets the mode of the whole mesh to another, and waits until every sidecar obeys it. */
  void demand(String mode) {
    mesh.apply(
        """
        apiVersion: lateen.dev/v1alpha1
        kind: Policy
        metadata: {name: identity}
        spec: {mutualTls: {mode: %s}}
        """
            .formatted(mode));
    awaitPlaintext(mode.equals("STRICT") ? CLOSED : OK);
  }

  /**
   * Sets what the ServiceMesh says of identities; fields in flow style. Sidecars have time to
   * connect, so that a busy machine loses no request.
   */
  void identity(String settings) {
    mesh.additions().settings("identity: {" + settings + "}\n  traffic: {connectTimeout: 10s}");
  }

  /** The first line that a caller without a sidecar gets where a sidecar takes calls. */
  String plaintextAnswer() {
    try (var socket = new Socket("127.0.0.1", calleePort())) {
      return ask(socket);
    } catch (IOException e) {
      return CLOSED;
    }
  }

  /** The first line of the answer to a request over a connection. */
  static String ask(Socket socket) throws IOException {
    socket.setSoTimeout((int) TestMesh.TIMEOUT.toMillis());
    socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
    byte[] answer = socket.getInputStream().readAllBytes();
    return new String(answer, StandardCharsets.ISO_8859_1).lines().findFirst().orElse(CLOSED);
  }

  void awaitPlaintext(String answer) {
    Await.until(
        "plaintext answered with " + answer,
        TestMesh.TIMEOUT,
        () -> plaintextAnswer().equals(answer));
  }

  /** Where the sidecar of one callee takes calls. */
  int calleePort() {
    return mesh.reviews().getFirst().inboundPort();
  }

  /** How often the sidecar of that callee has refused a peer for a reason. */
  long refusals(String reason) {
    var instance = mesh.reviews().getFirst();
    var end = "reason=\"%s\"} ".formatted(reason);
    try {
      return mesh.programs()
          .admin(instance.name(), "/stats")
          .body()
          .lines()
          .filter(line -> line.startsWith("lateen_listener_tls_failures_total"))
          .filter(line -> line.contains(end))
          .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the sidecar of that callee has told of such a refusal. */
  boolean toldOf(String reason) {
    return log(mesh.reviews().getFirst().sidecarProcess()).stream()
        .anyMatch(line -> line.contains("event=peer_refused reason=" + reason + " "));
  }

  List<String> operatorLog() {
    return log(LocalMesh.OPERATOR);
  }

  void awaitOperatorLog(String part, Duration timeout) {
    Await.until(
        "\"" + part + "\" in the operator's log",
        timeout,
        () -> operatorLog().stream().anyMatch(line -> line.contains(part)));
  }

  /** The lines of a program's log. */
  List<String> log(String process) {
    try {
      return Files.readAllLines(mesh.programs().logs().resolve(process + ".log"));
    } catch (IOException e) {
      return List.of();
    }
  }
}
