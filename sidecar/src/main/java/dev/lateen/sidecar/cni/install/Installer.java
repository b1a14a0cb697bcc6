package dev.lateen.sidecar.cni.install;

import dev.lateen.sidecar.config.InvalidConfigException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The process that a DaemonSet runs on every node: it looks whenever the directory of networks
 * changes, and every five seconds, and puts right what is not.
 */
public final class Installer {
  private static final int FAILED = 1;
  private static final int BAD_ARGUMENTS = 2;
  private static final int LOOK_SECONDS = 5;
  private static final Path PROGRAM = Path.of("/proc/self/exe");

  private final Installation installation;
  private final Readiness readiness = new Readiness();
  private final PrintStream log;
  private String said = "";
  private boolean ended;

  private Installer(Installation installation, PrintStream log) {
    this.installation = installation;
    this.log = log;
  }

  /**
   * Installs until the process is asked to end.
   *
   * @param words behind {@code cni install}
   * @param environment with the address of the API server
   * @return the exit code: 1 failed, 2 wrong arguments or a program that a node cannot run
   * @throws InterruptedException when the thread is interrupted
   */
  public static int run(List<String> words, Map<String, String> environment, PrintStream log)
      throws InterruptedException {
    try {
      InstallOptions options = InstallOptions.parse(words);
      Account account = new Account(server(environment), Account.FOLDER);
      return new Installer(new Installation(options, PROGRAM.toRealPath(), account), log).run();
    } catch (InvalidConfigException e) {
      e.problems().forEach(log::println);
      return BAD_ARGUMENTS;
    } catch (IOException e) {
      log.println("event=cni_install_failed reason=\"" + e + "\"");
      return FAILED;
    }
  }

  private static URI server(Map<String, String> environment) {
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    if (host.isEmpty()) {
      throw new InvalidConfigException(
          List.of("KUBERNETES_SERVICE_HOST=\"\" is not valid: run it in a pod of the cluster"));
    }
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
    return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
  }

  private int run() throws IOException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "cni-end"));
    readiness.listen(installation.options().port());
    try (WatchService changes = FileSystems.getDefault().newWatchService()) {
      installation
          .options()
          .configs()
          .register(
              changes,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
      while (true) {
        settle();
        WatchKey changed = changes.poll(LOOK_SECONDS, TimeUnit.SECONDS);
        if (changed != null) {
          changed.pollEvents();
          changed.reset();
        }
      }
    }
  }

  private synchronized void settle() {
    if (ended) {
      return;
    }
    Optional<String> trouble;
    String now;
    try {
      Optional<Path> file = installation.settle();
      trouble = file.isPresent() ? Optional.empty() : Optional.of("the node has no network yet");
      now =
          file.map(chained -> "event=cni_chained file=" + chained.getFileName())
              .orElse("event=cni_waits reason=\"the node has no network yet\"");
    } catch (IOException e) {
      trouble = Optional.of(e.toString());
      now = "event=cni_install_failed reason=\"" + e + "\"";
    }
    readiness.say(trouble);
    if (!now.equals(said)) {
      log.println(now);
      said = now;
    }
  }

  /** Nothing is put back any more from then on. */
  private synchronized void end() {
    ended = true;
    try {
      if (installation.isToStay()) {
        log.println("event=cni_stays reason=\"the DaemonSet is there\"");
      } else {
        installation.remove();
        log.println("event=cni_removed");
      }
    } catch (IOException e) {
      log.println("event=cni_remove_failed reason=\"" + e + "\"");
    }
  }
}
