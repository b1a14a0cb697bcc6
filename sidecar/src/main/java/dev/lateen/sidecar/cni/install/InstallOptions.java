package dev.lateen.sidecar.cni.install;

import dev.lateen.sidecar.config.InvalidConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What the command line of the installer says.
 *
 * @param programs where the node's directory of plug-ins is mounted. Default {@code /host/cni/bin}
 * @param configs where its directory of networks is. Default {@code /host/cni/net.d}
 * @param nodeConfigs how the node calls the latter. Default {@code /etc/cni/net.d}
 * @param exempt namespaces whose pods are let pass unasked. Default {@code kube-system}
 * @param daemonSet {@code namespace/name} of what runs the installer; when that is gone, the
 *     plug-in goes as well. Default {@code lateen-system/lateen-cni}
 * @param port where readiness is asked for by HTTP, 0..65535; 0 for any. Default 15022
 */
record InstallOptions(
    Path programs,
    Path configs,
    Path nodeConfigs,
    List<String> exempt,
    DaemonSetName daemonSet,
    int port) {
  private static final Set<String> NAMES =
      Set.of(
          "--bin-directory",
          "--config-directory",
          "--node-config-directory",
          "--exempt-namespaces",
          "--daemon-set",
          "--port");
  private static final String DIRECTORY = "an absolute path";
  private static final int MOST_PORT = 65_535;

  /** A DaemonSet by its names. */
  record DaemonSetName(String namespace, String name) {}

  InstallOptions {
    exempt = List.copyOf(exempt);
  }

  /**
   * Reads the words behind {@code cni install}.
   *
   * @throws InvalidConfigException with every problem, each naming option, value and fix
   */
  static InstallOptions parse(List<String> words) {
    Reader reader = new Reader();
    reader.read(words);
    InstallOptions options =
        new InstallOptions(
            reader.value("--bin-directory", "/host/cni/bin", DIRECTORY, InstallOptions::absolute),
            reader.value(
                "--config-directory", "/host/cni/net.d", DIRECTORY, InstallOptions::absolute),
            reader.value(
                "--node-config-directory", "/etc/cni/net.d", DIRECTORY, InstallOptions::absolute),
            reader.value(
                "--exempt-namespaces",
                "kube-system",
                "namespaces separated by commas",
                text -> Arrays.asList(text.split(","))),
            reader.value(
                "--daemon-set",
                "lateen-system/lateen-cni",
                "namespace/name",
                InstallOptions::daemonSet),
            reader.value("--port", "15022", "a port in 0..65535", InstallOptions::port));
    reader.complain();
    return options;
  }

  private static Path absolute(String text) {
    if (!Path.of(text).isAbsolute()) {
      throw new IllegalArgumentException("relative");
    }
    return Path.of(text);
  }

  private static DaemonSetName daemonSet(String text) {
    String[] names = text.split("/");
    if (names.length != 2 || names[0].isEmpty() || names[1].isEmpty()) {
      throw new IllegalArgumentException("not two names");
    }
    return new DaemonSetName(names[0], names[1]);
  }

  private static int port(String text) {
    int port = Integer.parseInt(text);
    if (port < 0 || port > MOST_PORT) {
      throw new IllegalArgumentException("out of range");
    }
    return port;
  }

  /** Options by name, and what is wrong with them. */
  private static final class Reader {
    private final Map<String, String> values = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    void read(List<String> words) {
      for (int i = 0; i < words.size(); i += 2) {
        if (!NAMES.contains(words.get(i))) {
          problems.add(
              words.get(i)
                  + " is not an option of cni install: use one of "
                  + String.join(", ", NAMES.stream().sorted().toList()));
        }
        values.put(words.get(i), i + 1 < words.size() ? words.get(i + 1) : "");
      }
    }

    <T> T value(String name, String ifAbsent, String fix, Function<String, T> parser) {
      String text = values.getOrDefault(name, ifAbsent);
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException _) {
        problems.add(name + "=\"" + text + "\" is not valid: set it to " + fix);
        return parser.apply(ifAbsent);
      }
    }

    void complain() {
      if (!problems.isEmpty()) {
        throw new InvalidConfigException(problems);
      }
    }
  }
}
