package dev.lateen.sidecar;

import dev.lateen.sidecar.capture.rules.CaptureCommand;
import dev.lateen.sidecar.config.IdentityConfig;
import dev.lateen.sidecar.config.InvalidConfigException;
import dev.lateen.sidecar.config.SidecarConfig;
import dev.lateen.sidecar.config.WorkloadApiConfig;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;

/**
 * Starts the process: settings first, so that a bad one ends it before anything listens. With
 * {@code capture} as its first argument it redirects connections instead (see {@link
 * CaptureCommand}), and no part of the sidecar starts.
 */
@QuarkusMain
public final class SidecarMain {
  private static final int BAD_SETTINGS = 2;

  private SidecarMain() {}

  /** Exit codes: 0 after a drain, 2 when the environment is wrong, 1 for anything else. */
  public static void main(String... arguments) {
    if (arguments.length > 0 && arguments[0].equals(CaptureCommand.WORD)) {
      List<String> words = List.of(arguments);
      System.exit(CaptureCommand.here().run(words.subList(1, words.size())));
    }
    try {
      SidecarConfig config = SidecarConfig.read(System.getenv());
      IdentityConfig.read(System.getenv());
      WorkloadApiConfig.read(System.getenv());
      System.setProperty(
          "quarkus.vertx.event-loops-pool-size", Integer.toString(config.eventLoops()));
    } catch (InvalidConfigException e) {
      e.problems().forEach(System.err::println);
      System.exit(BAD_SETTINGS);
    }
    Quarkus.run(SidecarApplication.class, arguments);
  }
}
