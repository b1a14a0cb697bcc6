package dev.lateen.sidecar.capture.rules;

import dev.lateen.sidecar.capture.rules.CaptureRequest.Action;
import dev.lateen.sidecar.config.InvalidConfigException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the command line. */
final class CaptureArguments {
  private static final String PORT_FIX = "a port in 1..65535";
  private static final String PORTS_FIX =
      "ports and ranges separated by commas, e.g. 80,8000-8100, or * for all";
  private static final String ADDRESSES_FIX =
      "addresses and CIDR ranges separated by commas, e.g. 10.0.0.0/8,fd00::/8, or * for all";
  private static final Map<String, Action> ACTIONS =
      Map.of("--dry-run", Action.PRINT, "--clean", Action.CLEAN, "--check", Action.CHECK);
  private static final long HIGHEST_ID = 4_294_967_294L;

  private final Options options;

  private CaptureArguments(Options options) {
    this.options = options;
  }

  /**
   * What the words after {@code capture} ask for.
   *
   * @throws InvalidConfigException with every problem, each naming option, value and fix
   */
  static CaptureRequest parse(List<String> words) {
    Options options = Options.read(words);
    CaptureRequest request = new CaptureArguments(options).request();
    options.complain();
    return request;
  }

  private CaptureRequest request() {
    String backend =
        options.value(
            "--backend",
            Backends.AUTO,
            "one of " + String.join(", ", Backends.NAMES),
            CaptureArguments::backend);
    return new CaptureRequest(settings(), backend, action());
  }

  private Action action() {
    List<String> given = ACTIONS.keySet().stream().filter(options::isGiven).sorted().toList();
    if (given.size() > 1) {
      options.problem(String.join(" and ", given) + " exclude each other: give one of them");
    }
    return given.isEmpty() ? Action.APPLY : ACTIONS.get(given.getFirst());
  }

  private CaptureSettings settings() {
    int inbound = port("--inbound-port", CaptureSettings.INBOUND_PORT);
    int outbound = port("--outbound-port", CaptureSettings.OUTBOUND_PORT);
    if (inbound == outbound) {
      options.problem(
          "--outbound-port=\"" + outbound + "\" is also --inbound-port: set it to another port");
    }
    long uid = id("--proxy-uid", CaptureSettings.PROXY_ID);
    return new CaptureSettings(
        inbound,
        outbound,
        uid,
        id("--proxy-gid", uid),
        selection("inbound-ports", PORTS_FIX, PortRange::parse),
        selection("outbound-ports", PORTS_FIX, PortRange::parse),
        selection("outbound-cidrs", ADDRESSES_FIX, Ranges::parse));
  }

  private int port(String option, int ifAbsent) {
    return options.value(
        option, ifAbsent, PORT_FIX, text -> PortRange.of(Integer.parseInt(text)).first());
  }

  private long id(String option, long ifAbsent) {
    return options.value(
        option, ifAbsent, "a number in 1.." + HIGHEST_ID + ", not root's", CaptureArguments::id);
  }

  private <T> Selection<T> selection(String what, String fix, Function<String, T> parser) {
    Optional<List<T>> included =
        options.value(
            "--include-" + what,
            Optional.empty(),
            fix,
            text -> text.equals("*") ? Optional.empty() : Optional.of(list(text, parser)));
    List<T> excluded =
        options.value(
            "--exclude-" + what,
            List.of(),
            fix.replace(", or * for all", ""),
            text -> list(text, parser));
    return new Selection<>(included, excluded);
  }

  private static <T> List<T> list(String text, Function<String, T> parser) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).map(parser).toList();
  }

  private static String backend(String text) {
    if (!Backends.NAMES.contains(text)) {
      throw new IllegalArgumentException("no such backend");
    }
    return text;
  }

  private static long id(String text) {
    long id = Long.parseLong(text);
    if (id < 1 || id > HIGHEST_ID) {
      throw new IllegalArgumentException("out of range");
    }
    return id;
  }
}
