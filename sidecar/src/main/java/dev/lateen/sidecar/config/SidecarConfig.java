package dev.lateen.sidecar.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of a sidecar, all from environment variables (docs/architecture.md, "Node
 * identity").
 *
 * @param nodeType {@code LATEEN_NODE_TYPE}. Default sidecar
 * @param nodeName {@code LATEEN_NODE_NAME}: the Workload or Pod this sidecar belongs to; required
 * @param nodeNamespace {@code LATEEN_NODE_NAMESPACE}. Default "default"
 * @param nodeAddress {@code LATEEN_NODE_ADDRESS}, an IP address. Default 127.0.0.1
 * @param discovery {@code LATEEN_DISCOVERY_ADDRESS}: where it is spoken to in plaintext. Default:
 *     where the authority is, by TLS; without one 127.0.0.1:15010
 * @param capture {@code LATEEN_CAPTURE}. Default EXPLICIT
 * @param adminPort {@code LATEEN_ADMIN_PORT} on loopback; 0 for any free port. Default 15000
 * @param eventLoops {@code LATEEN_EVENT_LOOPS}, 1..256. Default: the processors
 * @param authorities {@code LATEEN_AUTHORITIES}: the file, here, with the public authorities that
 *     hosts outside the mesh are verified with. Default {@link #DEFAULT_AUTHORITIES}
 * @param drain {@code LATEEN_DRAIN_SECONDS}, 0..3600: how long requests under way may take when the
 *     sidecar ends. Default 5 s
 * @param authority {@code LATEEN_CA_ADDRESS}: who issues the identity of this workload. Default:
 *     nobody, and there is no mutual TLS
 */
public record SidecarConfig(
    NodeType nodeType,
    String nodeName,
    String nodeNamespace,
    String nodeAddress,
    HostPort discovery,
    Capture capture,
    int adminPort,
    int eventLoops,
    String authorities,
    Duration drain,
    Optional<HostPort> authority) {
  /** Where distributions keep it, Debian's and Alpine's among them. */
  public static final String DEFAULT_AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt";

  private static final HostPort PLAINTEXT = new HostPort("127.0.0.1", 15_010);
  private static final int HIGHEST_PORT = 65_535;
  private static final int MOST_LOOPS = 256;
  private static final int LONGEST_DRAIN = 3_600;
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
  private static final String NAME_FIX =
      "the metadata.name of the Workload or Pod (lower-case letters, digits, '-' and '.')";

  /**
   * Reads the environment.
   *
   * @throws InvalidConfigException with every problem
   */
  public static SidecarConfig read(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    Optional<HostPort> authority =
        environment.read(
            "LATEEN_CA_ADDRESS",
            Optional.empty(),
            "host:port of the certificate authority, e.g. 127.0.0.1:15012",
            text -> Optional.of(HostPort.parse(text)));
    SidecarConfig config =
        new SidecarConfig(
            choice(environment, "LATEEN_NODE_TYPE", NodeType.SIDECAR, NodeType.values()),
            environment.required("LATEEN_NODE_NAME", NAME_FIX, SidecarConfig::name),
            environment.read(
                "LATEEN_NODE_NAMESPACE", "default", "a namespace's name", SidecarConfig::name),
            environment.read(
                "LATEEN_NODE_ADDRESS", "127.0.0.1", "an IP address", SidecarConfig::address),
            environment.read(
                "LATEEN_DISCOVERY_ADDRESS",
                authority.orElse(PLAINTEXT),
                "host:port of the operator's discovery, e.g. 127.0.0.1:15010",
                HostPort::parse),
            choice(environment, "LATEEN_CAPTURE", Capture.EXPLICIT, Capture.values()),
            adminPort(environment),
            environment.integer(
                "LATEEN_EVENT_LOOPS", Runtime.getRuntime().availableProcessors(), 1, MOST_LOOPS),
            environment.read(
                "LATEEN_AUTHORITIES",
                DEFAULT_AUTHORITIES,
                "the absolute path of a file with certificates (PEM)",
                SidecarConfig::file),
            Duration.ofSeconds(environment.integer("LATEEN_DRAIN_SECONDS", 5, 0, LONGEST_DRAIN)),
            authority);
    environment.complain();
    return config;
  }

  /**
   * The port of the admin server alone, for who only has to ask it.
   *
   * @throws InvalidConfigException when it is no port
   */
  public static int adminPort(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    int port = adminPort(environment);
    environment.complain();
    return port;
  }

  private static int adminPort(Environment environment) {
    return environment.integer("LATEEN_ADMIN_PORT", 15_000, 0, HIGHEST_PORT);
  }

  /** Whether this workload gets an identity of the mesh. */
  public boolean hasIdentity() {
    return authority.isPresent();
  }

  /** Whether discovery is where the authority is, and so is spoken to by TLS, with the identity. */
  public boolean hasSecuredDiscovery() {
    return authority.equals(Optional.of(discovery));
  }

  /** {@code <type>~<ip>~<name>.<namespace>~<namespace>.svc.cluster.local} (TM-144). */
  public String nodeId() {
    return nodeType.text()
        + "~"
        + nodeAddress
        + "~"
        + nodeName
        + "."
        + nodeNamespace
        + "~"
        + nodeNamespace
        + ".svc.cluster.local";
  }

  private static <E extends Enum<E>> E choice(
      Environment environment, String variable, E ifAbsent, E[] values) {
    String fix =
        "one of " + String.join(", ", Arrays.stream(values).map(SidecarConfig::spelling).toList());
    return environment.read(
        variable,
        ifAbsent,
        fix,
        text ->
            Arrays.stream(values)
                .filter(value -> spelling(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(fix)));
  }

  private static String spelling(Enum<?> value) {
    return value instanceof NodeType ? value.name().toLowerCase(Locale.ROOT) : value.name();
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(NAME_FIX);
    }
    return text;
  }

  private static String file(String text) {
    if (!Path.of(text).isAbsolute()) {
      throw new IllegalArgumentException("not an absolute path");
    }
    return text;
  }

  private static String address(String text) {
    return InetAddress.ofLiteral(text).getHostAddress();
  }
}
