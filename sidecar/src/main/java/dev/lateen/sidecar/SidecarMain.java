package dev.lateen.sidecar;

import dev.lateen.sidecar.capture.rules.CaptureCommand;
import dev.lateen.sidecar.cni.CniCommand;
import dev.lateen.sidecar.config.IdentityConfig;
import dev.lateen.sidecar.config.InvalidConfigException;
import dev.lateen.sidecar.config.ProbeConfig;
import dev.lateen.sidecar.config.SidecarConfig;
import dev.lateen.sidecar.config.WorkloadApiConfig;
import dev.lateen.sidecar.hook.Hook;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import java.util.Optional;

/**
 * Starts the process: settings first, so that a bad one ends it before anything listens. With
 * {@code capture} as its first argument it redirects connections instead (see {@link
 * CaptureCommand}), with {@code cni} it is a plug-in of the node's container runtime (see {@link
 * CniCommand}), with {@code wait} or {@code linger} it is a hook of its container (see {@link
 * Hook}), and no part of the sidecar starts.
 */
@QuarkusMain
public final class SidecarMain {
  private static final int BAD_SETTINGS = 2;

  private SidecarMain() {}

  /** Exit codes: 0 after a drain, 2 when the environment is wrong, 1 for anything else. */
  public static void main(String... arguments) {
    List<String> words = List.of(arguments);
    if (arguments.length > 0 && arguments[0].equals(CaptureCommand.WORD)) {
      System.exit(CaptureCommand.here().run(words.subList(1, words.size())));
    }
    runCni(words);
    runHook(words);
    try {
      SidecarConfig.read(System.getenv());
      IdentityConfig.read(System.getenv());
      WorkloadApiConfig.read(System.getenv());
      ProbeConfig.read(System.getenv());
    } catch (InvalidConfigException e) {
      e.problems().forEach(System.err::println);
      System.exit(BAD_SETTINGS);
    }
    Quarkus.run(SidecarApplication.class, arguments);
  }

  /** Ends the process if it is called as a CNI plug-in. */
  private static void runCni(List<String> arguments) {
    if (CniCommand.isMeant(arguments, System.getenv())) {
      try {
        System.exit(CniCommand.here().run(arguments.stream().skip(1).toList()));
      } catch (InterruptedException _) {
        System.exit(1);
      }
    }
  }

  /** Ends the process if the arguments name a hook of the container. */
  private static void runHook(List<String> arguments) {
    try {
      Optional<Hook> hook = Hook.of(arguments);
      if (hook.isPresent()) {
        boolean done = hook.get().run(SidecarConfig.adminPort(System.getenv()));
        System.exit(done ? 0 : 1);
      }
    } catch (IllegalArgumentException | InvalidConfigException e) {
      System.err.println(e.getMessage());
      System.exit(BAD_SETTINGS);
    } catch (InterruptedException _) {
      System.exit(1);
    }
  }
}
