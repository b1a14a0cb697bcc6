package dev.lateen.sidecar.dataplane;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** {@code openssl s_client}: a TLS client that nobody here wrote. */
final class OpenSslClient {
  private static final String REQUEST =
      "GET / HTTP/1.1\r\nHost: reviews\r\nConnection: close\r\n\r\n";

  private OpenSslClient() {}

  /** Sends a GET, reads until the end and returns what was printed; SKIPPED without openssl. */
  static String get(InetSocketAddress server, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl", "s_client", "-connect", "127.0.0.1:" + server.getPort(), "-ign_eof"));
    command.addAll(List.of(options));
    Process process = start(command);
    try {
      try (OutputStream in = process.getOutputStream()) {
        in.write(REQUEST.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException ended) {
        // the handshake failed; it says why
      }
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      process.waitFor(10, TimeUnit.SECONDS);
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return Assumptions.abort("SKIPPED: openssl is not installed (" + e.getMessage() + ")");
    }
  }
}
