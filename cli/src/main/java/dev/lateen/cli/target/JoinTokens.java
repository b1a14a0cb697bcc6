package dev.lateen.cli.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * Makes tokens by which Workloads join once. Only the digest of a token is kept, as the name of a
 * file that says whose it is and until when it is good (docs/architecture.md, "Identity").
 *
 * @param directory of the mesh
 * @param random where tokens come from
 */
public record JoinTokens(Path directory, SecureRandom random) {
  private static final int BYTES = 32;

  /**
   * Makes one.
   *
   * @param workload namespace and name
   * @param serviceAccount of the Workload
   * @throws TargetException when the directory cannot be written
   */
  public String create(String workload, String serviceAccount, Instant until) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    String token = HexFormat.of().formatHex(secret);
    Path folder = directory.resolve(".lateen").resolve("identity").resolve("join");
    Path file = folder.resolve(digest(token));
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path temporary = folder.resolve("." + file.getFileName());
      Files.writeString(
          temporary,
          String.join(
              "\n", workload, serviceAccount, until.truncatedTo(ChronoUnit.SECONDS) + "\n"));
      Files.move(temporary, file);
      return token;
    } catch (IOException e) {
      throw new TargetException(file + ": " + e.getMessage(), e);
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
