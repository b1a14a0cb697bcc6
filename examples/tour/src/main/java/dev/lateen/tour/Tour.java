package dev.lateen.tour;

import dev.lateen.tour.mesh.FreePorts;
import dev.lateen.tour.mesh.LocalMesh;
import dev.lateen.tour.mesh.Programs;
import dev.lateen.tour.mesh.Topology;
import dev.lateen.tour.process.Await;
import dev.lateen.tour.process.ProcessFailedException;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * {@code make demo}: starts a mesh with Bookinfo on this machine, shows rules at work and stays up
 * until Ctrl-C; with {@code DEMO_ONCE=1} it ends after the tour. Exit code 1 when an effect was not
 * seen or a program failed.
 */
public final class Tour {
  private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(60);

  private final Screen screen;
  private final Map<String, String> environment;
  private final long start = System.nanoTime();
  private volatile boolean ending;

  private Tour(Screen screen, Map<String, String> environment) {
    this.screen = screen;
    this.environment = environment;
  }

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    var environment = System.getenv();
    System.exit(new Tour(Screen.standard(environment), environment).run());
  }

  private int run() {
    try {
      var programs = Programs.built(environment);
      var topology = Topology.bookinfo(new FreePorts(RandomGenerator.getDefault()));
      screen.title("Lateen: a mesh on this machine");
      try (var mesh = LocalMesh.create(programs, topology, true)) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(mesh)));
        return run(mesh, programs);
      }
    } catch (ProcessFailedException | Await.AwaitTimeoutException | IllegalStateException failure) {
      if (!ending) {
        screen.line("");
        screen.verdict(false, failure.getMessage());
      }
      return 1;
    }
  }

  private void end(LocalMesh mesh) {
    ending = true;
    mesh.close();
  }

  private int run(LocalMesh mesh, Programs programs) {
    start(mesh);
    new Guide(screen, mesh).print();
    var seen = new Story(mesh, programs.root(), screen).tell();
    screen.line("");
    screen.verdict(
        seen,
        (seen ? "every effect was seen" : "an effect was not seen")
            + ", "
            + elapsed()
            + " after the start");
    if (!"1".equals(environment.get("DEMO_ONCE"))) {
      stay(mesh);
    }
    return seen ? 0 : 1;
  }

  private void start(LocalMesh mesh) {
    screen.progress(sinceStart(), "starting the operator, six applications and seven proxies ...");
    mesh.start(name -> screen.progress(sinceStart(), name + " is ready"));
    Await.until(
        "the page through the gateway", PAGE_TIMEOUT, () -> mesh.probe().answers(mesh.page()));
    screen.progress(
        sinceStart(), "the page answers through the gateway, over mutual TLS between the sidecars");
  }

  private void stay(LocalMesh mesh) {
    new Guide(screen, mesh).printStay();
    Await.until("the end of a program", Duration.ofDays(365), () -> mesh.failed().isPresent());
    mesh.failed()
        .ifPresent(
            process -> {
              throw ProcessFailedException.of(process, "ended by itself");
            });
  }

  private Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private String elapsed() {
    return Screen.seconds(sinceStart());
  }
}
