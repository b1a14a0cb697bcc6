package dev.lateen.blackbox.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.Joined;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.WithIdentities;
import dev.lateen.tour.process.Await;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Who reaches whom: a, b and two versions of c have sidecars, t has none. Each is called by HTTP by
 * short and namespaced name on every port, by TCP and by gRPC.
 */
@WithIdentities
class ReachabilityIT {
  private static final List<String> NAMES = List.of("a-v1", "b-v1", "c-v1", "c-v2", "t-v1");
  private static final List<String> SERVICES = List.of("a", "b", "c", "t");
  private static final List<String> CALLERS = List.of("a-v1", "b-v1");
  private static final List<String> HOSTS = List.of("%s", "%s.default");
  private static final List<String> PORTS = List.of("", ":80", ":8080");

  private final TestMesh mesh;
  private final SecuredMesh secured;
  private final List<App> apps = new ArrayList<>();
  private final Map<String, Joined> joined = new HashMap<>();
  private final Map<String, Integer> tcp = new HashMap<>();

  ReachabilityIT(TestMesh mesh) {
    this.mesh = mesh;
    this.secured = new SecuredMesh(mesh);
  }

  @BeforeEach
  void startApps() throws IOException {
    for (var service : SERVICES) {
      mesh.additions()
          .service(
              service,
              "selector: {app: " + service + "}",
              "ports: [{name: http, port: 80, targetPort: http}, {name: http-two, port: 8080,"
                  + " targetPort: http}, {name: tcp, port: 90}, {name: grpc, port: 70}]");
    }
    for (var name : NAMES) {
      var app = App.start(name, mesh.additions());
      apps.add(app);
      joined.put(name, join(app));
    }
  }

  private Joined join(App app) {
    var member = app.member();
    if (app.service().equals("t")) {
      return mesh.additions().join(member);
    }
    if (CALLERS.contains(app.name())) {
      for (var service : SERVICES) {
        int port = mesh.freePort();
        tcp.put(app.name() + " " + service, port);
        member = member.upstream(service + ".default.svc.cluster.local", 90, port);
      }
    }
    return mesh.additions().join(member.withSidecar());
  }

  @AfterEach
  void stopApps() {
    apps.forEach(App::close);
  }

  @Test
  @DisplayName(
      "AT-01 AT-02 AT-03 AU-012 with mutual TLS all reach each other, and who has no sidecar"
          + " nobody")
  void whoReachesWhom() {
    for (var mode : List.of("DISABLE", "PERMISSIVE", "STRICT")) {
      // When
      secured.demand(mode);

      // Then
      Await.until("all reach each other: " + mode, TestMesh.TIMEOUT, () -> unreached().isEmpty());
      boolean open = !mode.equals("STRICT");
      for (var name : List.of("a-v1", "b-v1", "c-v1", "c-v2")) {
        assertThat(App.directly(joined.get(name)))
            .as("t to %s under %s", name, mode)
            .isEqualTo(Map.of("http", open, "tcp", open, "grpc", open));
      }
    }
  }

  /** What callers with sidecars do not get through to. */
  private TreeSet<String> unreached() {
    var unreached = new TreeSet<String>();
    for (var caller : CALLERS) {
      int proxy = joined.get(caller).outboundPort();
      for (var service : SERVICES) {
        targets(service)
            .filter(target -> !App.asks(proxy, target))
            .forEach(target -> unreached.add(caller + " " + target));
        if (!App.greets(tcp.get(caller + " " + service))) {
          unreached.add(caller + " tcp " + service);
        }
        if (!App.echoes(proxy, service + ":70")) {
          unreached.add(caller + " grpc " + service);
        }
      }
    }
    return unreached;
  }

  private static Stream<String> targets(String service) {
    return HOSTS.stream()
        .flatMap(host -> PORTS.stream().map(port -> host.formatted(service) + port))
        .map(authority -> "http://" + authority + "/");
  }
}
