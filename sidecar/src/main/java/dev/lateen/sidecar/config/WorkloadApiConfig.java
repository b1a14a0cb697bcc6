package dev.lateen.sidecar.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where applications ask for the identity of their workload (SPIFFE Workload API).
 *
 * @param socket {@code LATEEN_WORKLOAD_API}: absolute path of a Unix socket, at most 107 bytes
 * @param permissions {@code LATEEN_WORKLOAD_API_MODE}: who may connect, in octal: 600, 660 or 666.
 *     Default 660
 */
public record WorkloadApiConfig(Path socket, Set<PosixFilePermission> permissions) {
  /** What {@code sockaddr_un} has room for (unix(7)). */
  private static final int LONGEST = 107;

  private static final Map<String, String> MODES =
      Map.of("600", "rw-------", "660", "rw-rw----", "666", "rw-rw-rw-");

  /** Keeps the permissions as they are. */
  public WorkloadApiConfig {
    permissions = Set.copyOf(permissions);
  }

  /**
   * Reads the environment; empty where no socket is named: nothing is served.
   *
   * @throws InvalidConfigException with every problem
   */
  public static Optional<WorkloadApiConfig> read(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    Optional<Path> socket =
        environment.read(
            "LATEEN_WORKLOAD_API",
            Optional.empty(),
            "the absolute path of a socket, at most " + LONGEST + " bytes",
            text -> Optional.of(socket(text)));
    Set<PosixFilePermission> permissions =
        environment.read(
            "LATEEN_WORKLOAD_API_MODE",
            PosixFilePermissions.fromString(MODES.get("660")),
            "600, 660 or 666",
            WorkloadApiConfig::permissions);
    if (socket.isPresent()) {
      environment.required(
          "LATEEN_CA_ADDRESS",
          "host:port of the certificate authority: LATEEN_WORKLOAD_API has no identity to give"
              + " without one",
          text -> text);
    }
    environment.complain();
    return socket.map(path -> new WorkloadApiConfig(path, permissions));
  }

  private static Path socket(String text) {
    if (!Path.of(text).isAbsolute() || text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new IllegalArgumentException("not a path of a socket");
    }
    return Path.of(text);
  }

  private static Set<PosixFilePermission> permissions(String text) {
    return Optional.ofNullable(MODES.get(text))
        .map(PosixFilePermissions::fromString)
        .orElseThrow(() -> new IllegalArgumentException("another mode"));
  }
}
