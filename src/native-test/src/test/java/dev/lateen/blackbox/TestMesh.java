package dev.lateen.blackbox;

import dev.lateen.tour.mesh.FreePorts;
import dev.lateen.tour.mesh.Instance;
import dev.lateen.tour.mesh.LocalMesh;
import dev.lateen.tour.mesh.MeshFiles;
import dev.lateen.tour.mesh.Programs;
import dev.lateen.tour.mesh.RuleChange;
import dev.lateen.tour.mesh.Topology;
import dev.lateen.tour.process.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A running mesh: a caller, three versions of reviews (in this process) and the ingress gateway,
 * each behind the built sidecar, and the built operator.
 */
final class TestMesh implements AutoCloseable {
  /** The service behind everything, by its short name. */
  static final String REVIEWS = "http://reviews:9080/";

  /** How long a test waits for something that should take less than a second. */
  static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final LocalMesh mesh;
  private final Instance caller;
  private final Map<String, StandIn> standIns = new HashMap<>();

  private TestMesh(LocalMesh mesh, Instance caller) {
    this.mesh = mesh;
    this.caller = caller;
  }

  static TestMesh start() {
    var ports = new FreePorts(RandomGenerator.getDefault());
    var caller = Instance.of("productpage", "v1", ports);
    var instances =
        Stream.concat(
                Stream.of(caller),
                Stream.of("v1", "v2", "v3").map(version -> Instance.of("reviews", version, ports)))
            .toList();
    var mesh = LocalMesh.create(Programs.built(System.getenv()), Topology.of(instances, ports));
    var started = new TestMesh(mesh, caller);
    try {
      started.startAll();
      return started;
    } catch (IOException | RuntimeException e) {
      started.close();
      throw new IllegalStateException("the mesh did not start: " + e.getMessage(), e);
    }
  }

  private void startAll() throws IOException {
    for (var instance : reviews()) {
      standIns.put(
          instance.version(), StandIn.start(instance.applicationPort(), instance.version()));
    }
    mesh.startOperator();
    mesh.topology().instances().forEach(mesh::startSidecar);
    mesh.startGateway();
    mesh.awaitOperator();
    mesh.topology().instances().forEach(instance -> mesh.awaitSidecar(instance.name()));
    mesh.awaitSidecar(mesh.topology().gateway().name());
    awaitVersions("v1", "v2", "v3");
  }

  /** The programs and files. */
  LocalMesh programs() {
    return mesh;
  }

  /** The mesh directory. */
  MeshFiles files() {
    return mesh.files();
  }

  /** The instance whose sidecar takes the calls of the tests. */
  Instance caller() {
    return caller;
  }

  /** The instances of reviews. */
  List<Instance> reviews() {
    return mesh.topology().instances().stream().filter(i -> i.service().equals("reviews")).toList();
  }

  /** The application of a version. */
  StandIn standIn(String version) {
    return standIns.get(version);
  }

  /** A new connection to the sidecar of the caller. */
  Connection connect() throws IOException {
    return Connection.to(caller.outboundPort());
  }

  /** One request over a connection of its own. */
  Answer get(String target, Map<String, String> headers) throws IOException {
    try (var connection = connect()) {
      return connection.get(target, headers);
    }
  }

  /** How often each version answers a number of requests over one connection. */
  Map<String, Integer> count(int requests, Map<String, String> headers) throws IOException {
    return count(requests, REVIEWS, headers);
  }

  /** How often each version answers a number of requests for a target. */
  Map<String, Integer> count(int requests, String target, Map<String, String> headers)
      throws IOException {
    var counts = new HashMap<String, Integer>();
    try (var connection = connect()) {
      for (int i = 0; i < requests; i++) {
        counts.merge(connection.get(target, headers).version(), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** Applies rules and waits until the status says that every sidecar obeys them. */
  RuleChange.Live apply(String rules) {
    return new RuleChange(mesh.files(), TIMEOUT).apply(rules);
  }

  /** Deletes every rule and waits until all versions are met again. */
  void withoutRules() {
    mesh.files().deleteRules();
    awaitVersions("v1", "v2", "v3");
  }

  /** Waits until these versions, and no others, answer. */
  void awaitVersions(String... versions) {
    Await.until(
        "answers of " + String.join(", ", versions),
        TIMEOUT,
        () -> {
          try {
            return count(9, Map.of()).keySet().equals(java.util.Set.of(versions));
          } catch (IOException e) {
            return false;
          }
        });
  }

  @Override
  public void close() {
    mesh.close();
    standIns.values().forEach(StandIn::close);
  }
}
