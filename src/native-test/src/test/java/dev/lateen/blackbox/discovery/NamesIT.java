package dev.lateen.blackbox.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.Answer;
import dev.lateen.blackbox.mesh.Connection;
import dev.lateen.blackbox.mesh.EnvoySide;
import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.ThroughEnvoy;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** By which names callers reach a service. */
@ThroughEnvoy(EnvoySide.CALLER)
class NamesIT {
  private final TestMesh mesh;

  NamesIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @Test
  @DisplayName(
      "S-08 TM-151 TM-167 AT-01 a service has its short names, its full name and its address, with and without port")
  void aServiceHasManyNames() throws IOException {
    // Given
    serve("default", "shop", "10.96.7.7");
    mesh.awaitAnswer("http://shop/", ofVersion("shop.default"));

    // When, then
    for (var name : names("shop", "default", "10.96.7.7")) {
      assertThat(mesh.get("http://" + name + "/", Map.of()).version())
          .as(name)
          .isEqualTo("shop.default");
    }
  }

  @Test
  @DisplayName("TM-151 from another namespace a short name means the service there")
  void aShortNameIsOfItsNamespace() throws IOException {
    // Given
    serve("default", "shop", "10.96.7.7");
    serve("elsewhere", "shop", "10.96.7.8");
    var visitor =
        mesh.additions().join(Member.of("visitor", "visitor").in("elsewhere").withSidecar());
    mesh.awaitAnswer(visitor.outboundPort(), "http://shop/", ofVersion("shop.elsewhere"));

    // When, then
    try (var connection = Connection.to(visitor.outboundPort())) {
      for (var name : names("shop", "elsewhere", "10.96.7.8")) {
        assertThat(connection.get("http://" + name + "/", Map.of()).version())
            .as(name)
            .isEqualTo("shop.elsewhere");
      }
      for (var name : Stream.of("shop.default", "shop.default.svc:80", "10.96.7.7").toList()) {
        assertThat(connection.get("http://" + name + "/", Map.of()).version())
            .as(name)
            .isEqualTo("shop.default");
      }
      assertThat(connection.get("http://reviews:9080/", Map.of()).status()).isNotEqualTo(200);
    }
  }

  @Test
  @DisplayName("TM-151 the only HTTP port of a service need not be named, others must")
  void portsThatAreNotClearMustBeNamed() throws IOException {
    // Given
    var one = mesh.additions().application("one");
    var two = mesh.additions().application("two");
    mesh.additions()
        .service(
            "pair",
            "selector: {app: pair}",
            "ports: [{name: http-one, port: 8001}, {name: http-two, port: 8002}]");
    mesh.additions()
        .join(Member.of("pair", "pair").port("http-one", one.port()).port("http-two", two.port()));

    // When, then
    mesh.awaitAnswer("http://pair:8001/", ofVersion("one"));
    assertThat(mesh.get("http://pair:8002/", Map.of()).version()).isEqualTo("two");
    assertThat(mesh.get("http://pair/", Map.of()).status()).isNotEqualTo(200);
    assertThat(mesh.get("http://reviews/", Map.of()).status()).isEqualTo(200);
  }

  private void serve(String namespace, String name, String address) {
    var application = mesh.additions().application(name + "." + namespace);
    mesh.additions()
        .serviceIn(
            namespace,
            name,
            "clusterIP: " + address,
            "selector: {app: %s}".formatted(name),
            "ports: [{name: http, port: 80}]");
    mesh.additions()
        .join(Member.of(name + "-v1", name).in(namespace).port("http", application.port()));
  }

  private static java.util.List<String> names(String name, String namespace, String address) {
    var qualified = name + "." + namespace;
    return Stream.of(name, qualified, qualified + ".svc", qualified + ".svc.cluster.local", address)
        .flatMap(host -> Stream.of(host, host + ":80"))
        .toList();
  }

  private static java.util.function.Predicate<Answer> ofVersion(String version) {
    return answer -> answer.version().equals(version);
  }
}
