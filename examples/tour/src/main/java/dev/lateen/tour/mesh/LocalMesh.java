package dev.lateen.tour.mesh;

import dev.lateen.tour.process.ManagedProcess;
import dev.lateen.tour.process.ProcessGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A mesh on loopback: one operator, instances with their sidecars, an ingress gateway, each a
 * process of its own, set up by a mesh directory. Nothing runs until it is started, piece by piece
 * or together; {@link #close} leaves no process and no file behind. Safe for use by several threads
 * once its instances are added.
 */
public final class LocalMesh implements AutoCloseable {
  /** The name of the operator among the {@link #processes}. */
  public static final String OPERATOR = "operator";

  /** How long a program may take until it is ready. */
  public static final Duration START_TIMEOUT = Duration.ofSeconds(180);

  private final Programs programs;
  private final Topology topology;
  private final Path home;
  private final MeshFiles files;
  private final ProcessGroup processes;
  private final Probe probe = new Probe();
  private final SidecarSettings sidecars;

  private LocalMesh(Programs programs, Topology topology, Path home, boolean identities)
      throws IOException {
    this.programs = programs;
    this.topology = topology;
    this.home = home;
    this.files = new MeshFiles(Files.createDirectory(home.resolve("mesh")));
    this.processes = new ProcessGroup(Files.createDirectory(home.resolve("logs")));
    this.sidecars =
        new SidecarSettings(
            topology.discoveryPort(),
            identities
                ? Optional.of(
                    new SidecarIdentity(
                        files.directory(), home.resolve("tokens"), topology.identityPort()))
                : Optional.empty());
  }

  /** As {@link #create(Programs, Topology, boolean)}, with sidecars without an identity. */
  public static LocalMesh create(Programs programs, Topology topology) {
    return create(programs, topology, false);
  }

  /**
   * Writes the mesh directory of a topology to a temporary folder; starts nothing.
   *
   * @param identities whether sidecars get identities, and so use mutual TLS
   */
  public static LocalMesh create(Programs programs, Topology topology, boolean identities) {
    try {
      var home = Files.createTempDirectory("lateen-mesh-").toRealPath();
      var mesh = new LocalMesh(programs, topology, home, identities);
      topology.documents().forEach(mesh.files::apply);
      return mesh;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How its programs are started. */
  public Programs programs() {
    return programs;
  }

  /** What it is made of. */
  public Topology topology() {
    return topology;
  }

  /** Its mesh directory. */
  public MeshFiles files() {
    return files;
  }

  /** Its programs that run. */
  public ProcessGroup processes() {
    return processes;
  }

  /** Asks programs by HTTP. */
  public Probe probe() {
    return probe;
  }

  /** The folder of the outputs of its programs. */
  public Path logs() {
    return home.resolve("logs");
  }

  /** The address of the page, through the ingress gateway. */
  public URI page() {
    return local(topology.gateway().port(), "/productpage");
  }

  /** Starts everything at once and waits until all is ready, telling of each program. */
  public void start(Consumer<String> ready) {
    startOperator();
    topology.instances().forEach(this::startApplication);
    topology.instances().forEach(this::startSidecar);
    startGateway();
    awaitOperator();
    ready.accept(OPERATOR);
    topology.instances().forEach(instance -> awaitApplication(instance, ready));
    topology.instances().forEach(instance -> awaitSidecar(instance.name(), ready));
    awaitSidecar(topology.gateway().name(), ready);
  }

  /** Starts the operator without waiting for it. */
  public void startOperator() {
    var settings =
        List.of(
            "-Dlateen.platform=local",
            "-Dlateen.local.directory=" + files.directory(),
            "-Dlateen.discovery.host=127.0.0.1",
            "-Dlateen.discovery.port=" + topology.discoveryPort(),
            "-Dlateen.webhook.port=" + topology.webhookPort(),
            "-Dlateen.identity.host=127.0.0.1",
            "-Dlateen.identity.port=" + topology.identityPort(),
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + topology.operatorPort());
    processes.start(OPERATOR, Programs.with(programs.operator(), settings), Map.of());
  }

  /** Waits until the operator is ready. */
  public void awaitOperator() {
    awaitReady(OPERATOR, local(topology.operatorPort(), "/q/health/ready"));
  }

  /** Starts the application of an instance without waiting for it. */
  public void startApplication(Instance instance) {
    var command = Programs.with(programs.bookinfo(), List.of());
    processes.start(
        instance.name(),
        Stream.concat(command.stream(), Stream.of(instance.service())).toList(),
        instance.applicationSettings());
  }

  private void awaitApplication(Instance instance, Consumer<String> ready) {
    awaitReady(instance.name(), local(instance.applicationPort(), "/health"));
    ready.accept(instance.name());
  }

  /** Starts the sidecar of an instance without waiting for it. */
  public void startSidecar(Instance instance) {
    startSidecar(instance, Map.of());
  }

  /**
   * Starts the sidecar of an instance without waiting for it.
   *
   * @param more settings beside those that every sidecar has, or in place of them
   */
  public void startSidecar(Instance instance, Map<String, String> more) {
    start(
        instance.sidecarProcess(),
        sidecars.of(
            "sidecar",
            "default",
            instance.name(),
            "bookinfo-" + instance.service(),
            instance.adminPort()),
        more);
  }

  /**
   * Starts a sidecar of a workload that need not be part of the topology, without waiting for it.
   *
   * @param process how its process is called
   * @param namespace of the workload
   * @param name of the workload
   * @param adminPort its admin port
   * @param more settings beside those that every sidecar has, or in place of them
   */
  public void startSidecar(
      String process, String namespace, String name, int adminPort, Map<String, String> more) {
    start(process, sidecars.of("sidecar", namespace, name, "default", adminPort), more);
  }

  /** Starts the ingress gateway without waiting for it. */
  public void startGateway() {
    var gateway = topology.gateway();
    start(
        gateway.name(),
        sidecars.of("ingress", "default", gateway.name(), "default", gateway.adminPort()),
        Map.of());
  }

  private void start(String process, Map<String, String> settings, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(more);
    processes.start(process, programs.sidecar(), sidecars.complete(all));
  }

  /** Runs another command, such as a stock Envoy, as the sidecar of an instance. */
  public void replaceSidecar(Instance instance, List<String> command) {
    processes.stop(instance.sidecarProcess());
    processes.start(instance.sidecarProcess(), command, Map.of());
  }

  /**
   * Waits until the sidecar of an instance, or the gateway, is ready.
   *
   * @param name of its workload
   */
  public void awaitSidecar(String name) {
    awaitSidecar(name, _ -> {});
  }

  private void awaitSidecar(String name, Consumer<String> ready) {
    var process = topology.instance(name).map(Instance::sidecarProcess).orElse(name);
    awaitReady(process, local(topology.adminPort(name), "/ready"));
    ready.accept(process);
  }

  /** The answer of the admin port of a sidecar or the gateway, named by its workload. */
  public HttpResponse<String> admin(String name, String path) throws IOException {
    return admin(topology.adminPort(name), path);
  }

  /** The answer of the admin port of a sidecar that need not be part of the topology. */
  public HttpResponse<String> admin(int adminPort, String path) throws IOException {
    return probe.get(local(adminPort, path));
  }

  /** A program that has ended without being asked to, if there is one. */
  public Optional<ManagedProcess> failed() {
    return processes.failed();
  }

  /** Stops every program and deletes the folder; does nothing the second time. */
  @Override
  public synchronized void close() {
    processes.close();
    deleteAll(home);
  }

  /** Waits until a sidecar is ready, named by its process and asked at its admin port. */
  public void awaitSidecar(String process, int adminPort) {
    awaitReady(process, local(adminPort, "/ready"));
  }

  private void awaitReady(String process, URI uri) {
    var running =
        processes
            .find(process)
            .or(processes::failed)
            .orElseThrow(() -> new IllegalStateException(process + " was not started"));
    probe.awaitReady(running, uri, START_TIMEOUT);
  }

  private static URI local(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static void deleteAll(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
