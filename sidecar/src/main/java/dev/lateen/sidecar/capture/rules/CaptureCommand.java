package dev.lateen.sidecar.capture.rules;

import dev.lateen.sidecar.config.InvalidConfigException;
import dev.lateen.sidecar.config.Kernel;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * {@code lateen-sidecar capture}: has the kernel redirect the connections of this network namespace
 * to the sidecar, or sees whether it does. Doing it again changes nothing.
 */
public final class CaptureCommand {
  /** The first word of a command line that means this. */
  public static final String WORD = "capture";

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int BAD_ARGUMENTS = 2;

  private final List<Family> families;
  private final Backends backends;
  private final PrintStream out;
  private final PrintStream err;

  CaptureCommand(List<Family> families, Commands commands, PrintStream out, PrintStream err) {
    this.families = List.copyOf(families);
    this.backends = new Backends(commands);
    this.out = out;
    this.err = err;
  }

  /** For this machine: IPv6 where its kernel has it. */
  public static CaptureCommand here() {
    return new CaptureCommand(families(), new ProcessCommands(), System.out, System.err);
  }

  /**
   * For another network namespace of this machine, with the tools of this one; needs root.
   *
   * @param namespace its path, such as {@code /var/run/netns/cni-1}
   * @param said takes what is done and what went wrong, a line each
   */
  public static CaptureCommand in(String namespace, PrintStream said) {
    return new CaptureCommand(
        families(), new NamespaceCommands(new ProcessCommands(), namespace), said, said);
  }

  private static List<Family> families() {
    return Kernel.hasIpv6() ? List.of(Family.IPV4, Family.IPV6) : List.of(Family.IPV4);
  }

  /**
   * Does what the words behind {@link #WORD} say.
   *
   * @return the exit code: 0 done, 1 refused by the kernel or its tool, 2 wrong arguments
   */
  public int run(List<String> words) {
    try {
      carryOut(CaptureArguments.parse(words));
      return DONE;
    } catch (InvalidConfigException e) {
      e.problems().forEach(err::println);
      return BAD_ARGUMENTS;
    } catch (CaptureFailedException e) {
      err.println("event=capture_failed reason=\"" + e.getMessage().replace('"', '\'') + "\"");
      return FAILED;
    }
  }

  private void carryOut(CaptureRequest request) {
    List<CaptureRules> rules =
        families.stream().map(family -> CaptureRules.of(request.settings(), family)).toList();
    switch (request.action()) {
      case PRINT -> out.print(backends.printing(request.backend()).script(rules));
      case APPLY -> {
        Backend backend = backends.named(request.backend());
        backend.apply(rules);
        say("captured", backend);
      }
      case CLEAN -> {
        Backend backend = backends.named(request.backend());
        backend.clean(families);
        say("capture_ended", backend);
      }
      case CHECK -> {
        new CaptureCheck(request.settings(), families).run();
        out.println("event=capture_checked");
      }
    }
  }

  private void say(String event, Backend backend) {
    String names =
        families.stream()
            .map(family -> family.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(","));
    out.println("event=" + event + " backend=" + backend.name() + " families=" + names);
  }
}
