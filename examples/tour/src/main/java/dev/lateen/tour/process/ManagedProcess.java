package dev.lateen.tour.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs beside this one, with its output in a file. Safe for use by several threads.
 */
public final class ManagedProcess {
  /** Variables of this process that would change what the programs of a mesh do. */
  private static final List<String> NOT_PASSED_ON =
      List.of("LATEEN_", "QUARKUS_", "KUBECONFIG", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY");

  private final String name;
  private final Process process;
  private final Path log;

  private ManagedProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a program.
   *
   * @param name how messages call it
   * @param command the program and its arguments
   * @param environment set beside what this process has, without its proxies and mesh settings
   * @param log takes both outputs; appended to
   * @throws ProcessFailedException if it cannot be started
   */
  public static ManagedProcess start(
      String name, List<String> command, Map<String, String> environment, Path log) {
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(ManagedProcess::changesTheMesh);
    builder.environment().putAll(environment);
    try {
      return new ManagedProcess(name, builder.start(), log);
    } catch (IOException e) {
      throw new ProcessFailedException(name + " could not be started: " + e.getMessage(), e);
    }
  }

  private static boolean changesTheMesh(String variable) {
    return NOT_PASSED_ON.stream().anyMatch(variable.toUpperCase(Locale.ROOT)::startsWith);
  }

  /** How messages call it. */
  public String name() {
    return name;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its exit code; empty while it runs. */
  public OptionalInt exitCode() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /** The file with its output. */
  public Path log() {
    return log;
  }

  /** Asks it to end (SIGTERM) and returns at once. */
  public void terminate() {
    process.destroy();
  }

  /** Ends it at once (SIGKILL) and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitExit(Duration.ofSeconds(10));
  }

  /** Asks it to end, waits, and kills it when it has not ended in time. */
  public void stop(Duration grace) {
    terminate();
    if (!awaitExit(grace)) {
      kill();
    }
  }

  /** Waits until it has ended; false when it has not in time. */
  public boolean awaitExit(Duration timeout) {
    try {
      return process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  /** The last lines of its output, at most this many. */
  public List<String> tail(int lines) {
    try {
      var all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
