package dev.lateen.sidecar.dataplane;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers with mutated responses, and checks that it is sent HTTP with one meaning only. */
final class FuzzUpstream implements AutoCloseable {
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final Backend backend;

  FuzzUpstream() throws IOException {
    backend = Backend.scripted((self, in, out) -> serve(in, out));
  }

  Backend backend() {
    return backend;
  }

  /** What was sent that should not have been. */
  List<String> violations() {
    return List.copyOf(violations);
  }

  private void serve(InputStream in, OutputStream out) throws IOException {
    StringBuilder received = new StringBuilder();
    try {
      Random random = new Random();
      byte[] part = new byte[8192];
      int answered = 0;
      for (int count = in.read(part); count >= 0; count = in.read(part)) {
        received.append(new String(part, 0, count, StandardCharsets.ISO_8859_1));
        if (received.indexOf("\r\n\r\n", answered) >= 0) {
          answered = received.length();
          Mutations.send(Mutations.response(random), random, out);
          if (random.nextInt(3) == 0) {
            return;
          }
        }
      }
    } finally {
      StrictRequests.violation(received).ifPresent(violations::add);
    }
  }

  @Override
  public void close() {
    backend.close();
  }
}
