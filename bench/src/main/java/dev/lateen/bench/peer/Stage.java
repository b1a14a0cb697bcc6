package dev.lateen.bench.peer;

import dev.lateen.bench.discovery.AdsServer;
import dev.lateen.bench.discovery.CertificateMaker;
import dev.lateen.bench.discovery.Certificates;
import dev.lateen.tour.mesh.FreePorts;
import dev.lateen.tour.process.Await;
import dev.lateen.tour.process.ManagedProcess;
import dev.lateen.tour.process.ProcessGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Where peers are started.
 *
 * @param folder for configurations and outputs
 * @param processes takes what is started
 * @param cpus who runs where
 * @param ports hands out ports
 * @param discovery tells proxies of the mesh what to do
 * @param certificates for mutual TLS
 * @param backend what answers
 */
public record Stage(
    Path folder,
    ProcessGroup processes,
    Cpus cpus,
    FreePorts ports,
    AdsServer discovery,
    Certificates certificates,
    Backend backend)
    implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** An empty stage with a backend; closing it ends all that was started on it. */
  public static Stage open(Path folder, Cpus cpus) {
    var processes = new ProcessGroup(folder);
    var ports = new FreePorts(RandomGenerator.getDefault());
    return new Stage(
        folder,
        processes,
        cpus,
        ports,
        AdsServer.start(),
        new CertificateMaker(Clock.systemUTC().instant()).make(),
        Backend.start(folder, processes, cpus, ports));
  }

  /**
   * Waits at most three minutes, in which a busy machine starts two virtual machines.
   *
   * @throws IllegalStateException when it does not happen, a program ends or refuses what it is
   *     told
   */
  public void await(String what, BooleanSupplier condition) {
    try {
      Await.until(
          what,
          PATIENCE,
          () -> {
            processes.failed().ifPresent(Stage::fail);
            return condition.getAsBoolean();
          });
    } catch (Await.AwaitTimeoutException e) {
      throw new IllegalStateException(e.getMessage() + "; see the logs in " + folder, e);
    }
    if (!discovery.refusals().isEmpty()) {
      throw new IllegalStateException("refused: " + discovery.refusals());
    }
  }

  private static void fail(ManagedProcess process) {
    throw new IllegalStateException(
        process.name() + " ended: " + String.join("\n", process.tail(20)));
  }

  @Override
  public void close() {
    processes.close();
    discovery.close();
  }

  /** Starts a program on the processor of the proxies. */
  ManagedProcess startProxy(String name, List<String> command, Map<String, String> environment) {
    return processes.start(name, cpus.forProxy(command), environment);
  }

  /** Writes a file of this stage. */
  Path write(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file that holds certificate and key for programs that want both in one. */
  Path identityFile() {
    return once("identity.pem", certificates.chain() + certificates.privateKey());
  }

  /** The file with the certificate of the authority. */
  Path authorityFile() {
    return once("authority.pem", certificates.authority());
  }

  /** A file that somebody may be reading already. */
  private Path once(String name, String content) {
    Path file = folder.resolve(name);
    return Files.exists(file) ? file : write(name, content);
  }
}
