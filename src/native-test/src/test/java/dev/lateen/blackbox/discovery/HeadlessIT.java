package dev.lateen.blackbox.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.Connection;
import dev.lateen.blackbox.mesh.EnvoySide;
import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.ThroughEnvoy;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Services without an address of their own, such as databases with a name for each instance. */
@ThroughEnvoy(EnvoySide.CALLER)
class HeadlessIT {
  private final TestMesh mesh;

  HeadlessIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @BeforeEach
  void makeAService() {
    mesh.additions()
        .service(
            "db",
            "clusterIP: None",
            "selector: {app: db}",
            "ports: [{name: http, port: 80}, {name: tcp, port: 9042, targetPort: http}]");
  }

  @Test
  @DisplayName(
      "TM-150 UA-09 each instance of a headless service is reached by its own name, all by that of the service")
  void everyInstanceHasItsName() throws IOException {
    // Given
    mesh.additions().join(member("db-0"));
    mesh.additions().join(member("db-1"));

    // When
    mesh.awaitVersionsOf("http://db/", "db-0", "db-1");

    // Then
    for (var instance : Stream.of("db-0", "db-1").toList()) {
      for (var host :
          Stream.of(".db", ".db:80", ".db.default", ".db.default.svc.cluster.local:80").toList()) {
        assertThat(mesh.count(4, "http://" + instance + host + "/", Map.of()))
            .as(instance + host)
            .isEqualTo(Map.of(instance, 4));
      }
    }
    assertThat(mesh.get("http://db-2.db/", Map.of()).status()).isNotEqualTo(200);
  }

  @Test
  @DisplayName("UA-09 an instance of a headless service can call itself by its name")
  void anInstanceCallsItself() {
    // Given
    mesh.additions().join(member("db-0"));

    // When
    var self = mesh.additions().join(member("db-1").withSidecar());

    // Then
    mesh.awaitAnswer(
        self.outboundPort(), "http://db-1.db/", answer -> answer.version().equals("db-1"));
  }

  @Test
  @DisplayName("TM-150 AT-03 TCP goes to the instance that is named")
  void tcpGoesToTheInstanceNamed() throws IOException {
    // Given
    mesh.additions().join(member("db-0"));
    mesh.additions().join(member("db-1"));
    int toOne = mesh.freePort();
    int toAny = mesh.freePort();

    // When
    mesh.additions()
        .join(
            Member.of("visitor", "visitor")
                .upstream("db-1.db.default.svc.cluster.local", 9042, toOne)
                .upstream("db.default.svc.cluster.local", 9042, toAny)
                .withSidecar());

    // Then
    try (var connection = Connection.to(toOne)) {
      assertThat(connection.get("/", Map.of()).version()).isEqualTo("db-1");
    }
    try (var connection = Connection.to(toAny)) {
      assertThat(connection.get("/", Map.of()).version()).isIn("db-0", "db-1");
    }
  }

  private Member member(String name) {
    return Member.of(name, "db").port("http", mesh.additions().application(name).port());
  }
}
