package dev.lateen.blackbox.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lateen.blackbox.mesh.Connection;
import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.MeshExtension;
import dev.lateen.blackbox.mesh.Rules;
import dev.lateen.blackbox.mesh.SecureSite;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.tour.process.Await;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One case of each thing a sidecar does: whatever program it is, this much it can. */
@ExtendWith(MeshExtension.class)
class SmokeIT {
  final TestMesh mesh;

  SmokeIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @Test
  void http1() throws IOException {
    try (var connection = mesh.connect()) {
      var answer = connection.ask("POST", TestMesh.REVIEWS + "echo", Map.of(), "a".repeat(50_000));
      assertThat(answer.body()).isEqualTo("a".repeat(50_000));
      assertThat(connection.get(TestMesh.REVIEWS, Map.of()).status()).isEqualTo(200);
    }
  }

  @Test
  void http2() throws Exception {
    // Given
    var address = URI.create("http://127.0.0.1:" + mesh.reviews().getFirst().inboundPort() + "/");
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      var request = HttpRequest.newBuilder(address).build();
      client.send(request, BodyHandlers.ofString()); // asks for HTTP/2

      // When
      var answer = client.send(request, BodyHandlers.ofString());

      // Then
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.body()).isEqualTo(mesh.reviews().getFirst().version());
    }
  }

  @Test
  void grpc() throws IOException {
    try (var words = GrpcEcho.start()) {
      // Given
      mesh.additions()
          .service("words", "selector: {app: words}", "ports: [{name: grpc, port: 81}]");
      mesh.additions()
          .join(Member.of("words-v1", "words").port("grpc", words.port()).withSidecar());
      int proxy = mesh.caller().outboundPort();
      Await.until("the words", TestMesh.TIMEOUT, () -> answers(proxy));

      // When // Then
      assertThat(GrpcEcho.ask(proxy, "words:81", "one two three"))
          .containsExactly("one", "two", "three");
      assertThatThrownBy(() -> GrpcEcho.ask(proxy, "words:81", "no such thing"))
          .hasMessage("NOT_FOUND: no such thing");
    }
  }

  private static boolean answers(int proxy) {
    try {
      return GrpcEcho.ask(proxy, "words:81", "yes").equals(List.of("yes"));
    } catch (StatusRuntimeException notYet) {
      return false;
    }
  }

  @Test
  @DisplayName("TM-132 a plain call leaves as HTTPS, to a site that proves who it is and no other")
  void tls(@TempDir Path folder) throws Exception {
    try (var site = SecureSite.start("secret", folder)) {
      // Given
      mesh.apply(
          """
          apiVersion: lateen.dev/v1alpha1
          kind: EgressRule
          metadata:
            name: site
          spec:
            destination: {service: localhost}
            ports: [{port: %d, protocol: HTTPS}]
          """
              .formatted(site.port()));
      var caller =
          mesh.additions()
              .join(
                  Member.of("visitor", "visitor")
                      .withSidecar()
                      .setting("LATEEN_AUTHORITIES", site.certificate().toString()));

      // When the sidecar that trusts the site calls it, and one that does not
      var address = "http://localhost:%d/".formatted(site.port());
      var trusting = mesh.awaitAnswer(caller.outboundPort(), address, a -> a.status() == 200);
      var other = mesh.get(address, Map.of());

      // Then
      assertThat(trusting.body()).isEqualTo("secret");
      assertThat(other.status()).isEqualTo(503);
    }
  }

  @Test
  void tcp() throws IOException {
    try (var server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
      // Given
      Thread.ofVirtual().start(() -> greetAndRepeat(server));
      int local = mesh.freePort();
      mesh.additions().service("store", "selector: {app: store}", "ports: [{name: tcp, port: 82}]");
      mesh.additions().join(Member.of("store-v1", "store").port("tcp", server.getLocalPort()));
      mesh.additions()
          .join(
              Member.of("customer", "customer")
                  .upstream("store.default.svc.cluster.local", 82, local)
                  .withSidecar());

      // When
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), local)) {
        socket.setSoTimeout(10_000);
        var greeting = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
        socket.getOutputStream().write("again".getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();

        // Then
        assertThat(greeting).isEqualTo("hello");
        assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("again");
      }
    }
  }

  private static void greetAndRepeat(ServerSocket server) {
    while (true) {
      try (var socket = server.accept()) {
        socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
        socket.getInputStream().transferTo(socket.getOutputStream());
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Test
  void aRetry() throws IOException {
    // Given
    mesh.apply(Rules.all("v1") + "  httpReqRetries: {simpleRetry: {attempts: 2}}\n");
    mesh.standIn("v1").reset();
    mesh.standIn("v1").fail(2, 503);

    // When
    var answer = mesh.get(TestMesh.REVIEWS, Map.of());

    // Then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(mesh.standIn("v1").received()).hasSize(3);
  }

  @Test
  void aChangeOfARule() throws IOException {
    try (var connection = mesh.connect()) {
      for (var version : new String[] {"v1", "v2", "v3"}) {
        // When
        mesh.apply(Rules.all(version));

        // Then
        assertThat(connection.get(TestMesh.REVIEWS, Map.of()).version()).isEqualTo(version);
      }
      // When
      mesh.apply(Rules.when("cookie", "{regex: \"^(.*?;)?(user=jason)(;.*)?$\"}", "v1"));

      // Then
      assertThat(connection.get(TestMesh.REVIEWS, Map.of("cookie", "user=jason")).version())
          .isEqualTo("v1");
    }
  }

  @Test
  void aDrain() throws Exception {
    // Given a request under way through a sidecar
    mesh.apply(Rules.all("v1"));
    var leaving =
        mesh.additions()
            .join(
                Member.of("leaving", "leaving")
                    .withSidecar()
                    .setting("LATEEN_DRAIN_SECONDS", "20"));
    int port = leaving.outboundPort();
    mesh.awaitAnswer(port, TestMesh.REVIEWS, answer -> answer.status() == 200);
    mesh.standIn("v1").reset();
    var held = mesh.standIn("v1").hold();
    var answer = CompletableFuture.supplyAsync(() -> status(port));
    Await.until("the request", TestMesh.TIMEOUT, () -> !mesh.standIn("v1").received().isEmpty());

    // When
    var process = mesh.programs().processes().find(leaving.process()).orElseThrow();
    process.terminate();
    Await.until("the closed door", TestMesh.TIMEOUT, () -> refused(port));
    held.countDown();

    // Then
    assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(200);
    assertThat(process.awaitExit(Duration.ofSeconds(30))).isTrue();
    assertThat(process.exitCode()).hasValue(0);
  }

  private static int status(int port) {
    try (var connection = Connection.to(port)) {
      return connection.get(TestMesh.REVIEWS, Map.of()).status();
    } catch (IOException lost) {
      return 0;
    }
  }

  private static boolean refused(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (IOException expected) {
      return true;
    }
  }

  @Test
  void theOriginalDestination() throws Exception {
    try (var namespace = NetworkNamespace.make();
        var captured = new CapturedMesh(mesh.programs().programs(), namespace)) {
      // Given
      captured.awaitStatus(200);

      // When
      captured.abortWith(418);

      // Then
      captured.awaitStatus(418);
    }
  }

  @Test
  void aBadConfiguration() throws IOException {
    // When the settings are wrong
    var process =
        mesh.programs()
            .processes()
            .start(
                "misconfigured",
                mesh.programs().programs().sidecar(),
                Map.of("LATEEN_NODE_NAME", "reviews-v1", "LATEEN_ADMIN_PORT", "many"));

    // Then
    assertThat(process.awaitExit(TestMesh.TIMEOUT)).isTrue();
    assertThat(process.exitCode()).hasValue(2);
    assertThat(process.tail(1)).singleElement().asString().startsWith("LATEEN_ADMIN_PORT=\"many\"");
  }
}
