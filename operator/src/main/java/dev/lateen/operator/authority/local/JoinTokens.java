package dev.lateen.operator.authority.local;

import dev.lateen.operator.authority.Caller;
import dev.lateen.operator.authority.RefusedCallerException;
import dev.lateen.operator.authority.RefusedCallerException.Reason;
import dev.lateen.operator.authority.TokenVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Tokens by which a Workload joins the mesh once. A token is random; a file called by its SHA-256
 * says, on three lines, the namespace and name of the Workload, its service account, and until when
 * it is good. The first signing request it comes with is the only one it is good for, until then: a
 * caller that heard no answer may ask the same again, and anybody else may not. The digest of that
 * request is kept beside the token, by whoever makes that file first.
 */
public final class JoinTokens implements TokenVerifier {
  private static final int LINES = 3;
  private static final String USED = ".used";

  private final Path folder;
  private final InstantSource clock;

  /** Of a folder. */
  public JoinTokens(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public Caller verify(String token, Optional<String> request) {
    String csr =
        request.orElseThrow(
            () -> refused("a join token is good for a certificate, which proves the rest"));
    String name = digest(token);
    Path file = folder.resolve(name);
    try {
      Caller caller =
          read(
              PrivateFiles.read(file)
                  .orElseThrow(
                      () -> refused("the join token is not known; make one with lateen join-token"))
                  .lines()
                  .toList());
      if (!PrivateFiles.claim(folder.resolve(name + USED), digest(csr))) {
        throw refused("the join token has been used; make one with lateen join-token");
      }
      forgetExpired();
      return caller;
    } catch (IOException e) {
      throw new RefusedCallerException(
          Reason.NOT_READY, "join tokens cannot be read: " + e.getMessage());
    }
  }

  private void forgetExpired() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(JoinTokens::isToken).toList()) {
        List<String> lines = PrivateFiles.read(file).orElse("").lines().toList();
        if (lines.size() >= LINES && !isGood(lines.get(2))) {
          Files.deleteIfExists(file);
          Files.deleteIfExists(file.resolveSibling(file.getFileName() + USED));
        }
      }
    }
  }

  private static boolean isToken(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".") && !name.endsWith(USED);
  }

  private Caller read(List<String> lines) {
    String[] workload = lines.isEmpty() ? new String[0] : lines.getFirst().split("/");
    if (lines.size() < LINES || workload.length != 2) {
      throw refused("the join token's file is not what lateen join-token writes");
    }
    if (!isGood(lines.get(2))) {
      throw refused("the join token has expired; make one with lateen join-token");
    }
    return new Caller(workload[0], lines.get(1), workload[1], Caller.Proof.JOIN_TOKEN);
  }

  private boolean isGood(String until) {
    try {
      return clock.instant().isBefore(Instant.parse(until));
    } catch (DateTimeException _) {
      return false;
    }
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static RefusedCallerException refused(String why) {
    return new RefusedCallerException(Reason.UNAUTHENTICATED, why);
  }
}
