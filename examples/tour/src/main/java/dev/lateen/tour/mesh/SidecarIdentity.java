package dev.lateen.tour.mesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/**
 * Gives sidecars of a mesh directory what they need to get an identity: a join token of their own,
 * as {@code lateen join-token} makes it, for each start.
 *
 * @param mesh the mesh directory
 * @param tokens folder where the tokens themselves go
 * @param port where the operator issues certificates
 */
record SidecarIdentity(Path mesh, Path tokens, int port) {
  /** The setting that says where certificates are issued, and discovery is spoken to by TLS. */
  static final String AUTHORITY = "LATEEN_CA_ADDRESS";

  private static final Duration GOOD_FOR = Duration.ofMinutes(10);
  private static final int BYTES = 32;

  /** The settings of the sidecar of a workload. */
  Map<String, String> settings(String namespace, String name, String serviceAccount) {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    String token = HexFormat.of().formatHex(secret);
    Path identity = mesh.resolve(".lateen").resolve("identity");
    try {
      Path join = Files.createDirectories(identity.resolve("join"));
      Files.writeString(
          join.resolve(digest(token)),
          String.join(
              "\n",
              namespace + "/" + name,
              serviceAccount,
              Instant.now().plus(GOOD_FOR).toString(),
              ""));
      Path file = Files.createDirectories(tokens).resolve(namespace + "-" + name);
      Files.writeString(file, token);
      return Map.of(
          AUTHORITY,
          "127.0.0.1:" + port,
          "LATEEN_CA_ROOTS",
          identity.resolve("root-cert.pem").toString(),
          "LATEEN_TOKEN_FILE",
          file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
