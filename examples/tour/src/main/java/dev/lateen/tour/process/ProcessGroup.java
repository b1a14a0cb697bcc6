package dev.lateen.tour.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The programs that were started, in the order of their start. All end with this process: by {@link
 * #close}, which also runs when the virtual machine shuts down, or by the {@link Reaper} when it is
 * killed. Safe for use by several threads.
 */
public final class ProcessGroup implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Path logs;
  private final Reaper reaper = Reaper.start();
  private final Deque<ManagedProcess> running = new ArrayDeque<>();
  private final Thread hook = Thread.ofPlatform().name("stop-mesh").unstarted(this::stopAll);
  private boolean closed;

  /**
   * An empty group.
   *
   * @param logs folder for their outputs, one file {@code <name>.log} each
   */
  public ProcessGroup(Path logs) {
    this.logs = logs;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts a program; one of the same name must not be running.
   *
   * @throws ProcessFailedException if it cannot be started, or the group is closed
   */
  public synchronized ManagedProcess start(
      String name, List<String> command, Map<String, String> environment) {
    if (closed) {
      throw new ProcessFailedException(name + " is not started: everything is being stopped");
    }
    if (find(name).isPresent()) {
      throw new ProcessFailedException(name + " is already running");
    }
    var process = ManagedProcess.start(name, command, environment, logs.resolve(name + ".log"));
    reaper.watch(process);
    running.push(process);
    return process;
  }

  /** The running program of this name. */
  public synchronized Optional<ManagedProcess> find(String name) {
    return running.stream().filter(p -> p.name().equals(name) && p.isAlive()).findFirst();
  }

  /** A program that has ended without being asked to, if there is one. */
  public synchronized Optional<ManagedProcess> failed() {
    return closed ? Optional.empty() : running.stream().filter(p -> !p.isAlive()).findFirst();
  }

  /** Stops one program: SIGTERM, after 5 s SIGKILL. Does nothing when it does not run. */
  public void stop(String name) {
    find(name)
        .ifPresent(
            process -> {
              leave(process);
              process.stop(GRACE);
              reaper.forget(process);
            });
  }

  /** Kills one program (SIGKILL). Does nothing when it does not run. */
  public void kill(String name) {
    find(name)
        .ifPresent(
            process -> {
              leave(process);
              process.kill();
              reaper.forget(process);
            });
  }

  private synchronized void leave(ManagedProcess process) {
    running.remove(process);
  }

  /** Stops all, last started first: SIGTERM to each, after 5 s SIGKILL to those that remain. */
  @Override
  public void close() {
    stopAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook runs or has run: there is nothing to take back.
    }
  }

  private synchronized void stopAll() {
    if (closed) {
      return;
    }
    closed = true;
    running.forEach(ManagedProcess::terminate);
    long deadline = System.nanoTime() + GRACE.toNanos();
    for (var process : running) {
      var left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      if (!process.awaitExit(left)) {
        process.kill();
      }
    }
    reaper.close();
  }
}
