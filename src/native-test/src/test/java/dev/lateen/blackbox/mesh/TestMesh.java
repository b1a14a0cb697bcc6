package dev.lateen.blackbox.mesh;

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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A running mesh: a caller, three versions of reviews (in this process) and the ingress gateway,
 * each behind a sidecar, and the built operator.
 */
public final class TestMesh implements AutoCloseable {
  /** The service behind everything, by its short name. */
  public static final String REVIEWS = "http://reviews:9080/";

  /** Its host and port. */
  static final String HOST = "reviews:9080";

  /** How long a test waits for something that should take less than a second. */
  public static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final LocalMesh mesh;
  private final Instance caller;
  private final FreePorts ports;
  private final Additions additions;
  private final Envoys envoys;
  private final Map<String, StandIn> standIns = new HashMap<>();

  private TestMesh(LocalMesh mesh, Instance caller, FreePorts ports) {
    this.mesh = mesh;
    this.caller = caller;
    this.ports = ports;
    this.additions = new Additions(mesh, ports);
    this.envoys = new Envoys(mesh);
  }

  /**
   * Starts one.
   *
   * @param identities whether its sidecars have identities
   */
  static TestMesh start(Programs programs, boolean identities) {
    var ports = new FreePorts(RandomGenerator.getDefault());
    var caller = Instance.of("productpage", "v1", ports);
    var instances =
        Stream.concat(
                Stream.of(caller),
                Stream.of("v1", "v2", "v3").map(version -> Instance.of("reviews", version, ports)))
            .toList();
    var mesh = LocalMesh.create(programs, Topology.of(instances, ports), identities);
    var started = new TestMesh(mesh, caller, ports);
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

  /** As it is before each test: our sidecars but on one side, no rules, nothing added. */
  void reset(Optional<EnvoySide> envoySide) {
    additions.removeAll();
    standIns.values().forEach(StandIn::reset);
    mesh.files().deleteRules();
    envoys.replace(
        envoySide
            .map(side -> side == EnvoySide.CALLER ? List.of(caller) : reviews())
            .orElse(List.of()));
    awaitVersions("v1", "v2", "v3");
  }

  /** Deletes every rule and waits until all versions are met again. */
  public void withoutRules() {
    mesh.files().deleteRules();
    awaitVersions("v1", "v2", "v3");
  }

  /** Fails where an Envoy refused or warned of what it was sent. */
  void assertEnvoysAreContent() throws IOException {
    envoys.assertContent();
  }

  /** Documents and instances that a test adds; they are gone before the next. */
  public Additions additions() {
    return additions;
  }

  /** A port that nobody else has. */
  public int freePort() {
    return ports.next();
  }

  /** The programs and files. */
  public LocalMesh programs() {
    return mesh;
  }

  /** The mesh directory. */
  public MeshFiles files() {
    return mesh.files();
  }

  /** The instance whose sidecar takes the calls of the tests. */
  public Instance caller() {
    return caller;
  }

  /** The instances of reviews. */
  public List<Instance> reviews() {
    return mesh.topology().instances().stream().filter(i -> i.service().equals("reviews")).toList();
  }

  /** The application of a version. */
  public StandIn standIn(String version) {
    return standIns.get(version);
  }

  /** A new connection to the sidecar of the caller. */
  public Connection connect() throws IOException {
    return Connection.to(caller.outboundPort());
  }

  /** One GET over a connection of its own. */
  public Answer get(String target, Map<String, String> headers) throws IOException {
    return ask("GET", target, headers, "");
  }

  /** One request over a connection of its own. */
  public Answer ask(String method, String target, Map<String, String> headers, String body)
      throws IOException {
    try (var connection = connect()) {
      return connection.ask(method, target, headers, body);
    }
  }

  /** How often each version answers a number of requests over one connection. */
  public Map<String, Integer> count(int requests, Map<String, String> headers) throws IOException {
    return count(requests, REVIEWS, headers);
  }

  /** How often each version answers a number of requests for a target. */
  public Map<String, Integer> count(int requests, String target, Map<String, String> headers)
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
  public RuleChange.Live apply(String rules) {
    return new RuleChange(mesh.files(), TIMEOUT).apply(rules);
  }

  /** Waits for an answer of the caller's sidecar that is as wanted, and returns it. */
  public Answer awaitAnswer(String target, Predicate<Answer> wanted) {
    return awaitAnswer(caller.outboundPort(), target, wanted);
  }

  /** Waits for an answer of a sidecar that is as wanted, and returns it. */
  public Answer awaitAnswer(int outboundPort, String target, Predicate<Answer> wanted) {
    var last = new AtomicReference<Answer>();
    Await.until(
        "the answer of " + target,
        TIMEOUT,
        () -> {
          try (var connection = Connection.to(outboundPort)) {
            last.set(connection.get(target, Map.of()));
            return wanted.test(last.get());
          } catch (IOException e) {
            return false;
          }
        });
    return last.get();
  }

  /** Waits until these versions, and no others, answer. */
  public void awaitVersions(String... versions) {
    awaitVersionsOf(REVIEWS, versions);
  }

  /** Waits until these versions, and no others, answer for a target. */
  public void awaitVersionsOf(String target, String... versions) {
    Await.until(
        "answers of " + String.join(", ", versions),
        TIMEOUT,
        () -> {
          try {
            return count(9, target, Map.of()).keySet().equals(java.util.Set.of(versions));
          } catch (IOException e) {
            return false;
          }
        });
  }

  @Override
  public void close() {
    mesh.close();
    additions.close();
    standIns.values().forEach(StandIn::close);
  }
}
