package dev.lateen.bench.load;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Calls again and again, each time over a new connection. Sessions are kept by the name of the
 * server, so that a caller resumes its own, and one that must not asks for a name of that moment.
 *
 * @param name tells it from the other callers
 * @param tls of the workload that calls; keeps its sessions
 * @param resume whether sessions are resumed
 * @param entry port on loopback
 * @param path that is asked for
 */
record HandshakeCaller(String name, SSLContext tls, boolean resume, int entry, String path) {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final String OK = "HTTP/1.1 200 ";

  /**
   * What became of the calls.
   *
   * @param micros of those that were answered with 200, from connecting to the end of the answer
   * @param failed the others
   * @param resumed how many of the first were over a resumed session
   */
  record Outcome(long[] micros, long failed, long resumed) {}

  Outcome call(int times) {
    long[] micros = new long[times];
    int answered = 0;
    int resumed = 0;
    for (int i = 0; i < times; i++) {
      long begun = System.currentTimeMillis();
      long start = System.nanoTime();
      try (var socket = connect(resume ? name : name + "-" + start)) {
        socket.startHandshake();
        boolean old = socket.getSession().getCreationTime() < begun;
        if (ask(socket)) {
          micros[answered++] = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
          resumed += old ? 1 : 0;
        }
      } catch (IOException refused) {
        // counted as failed
      }
    }
    return new Outcome(Arrays.copyOf(micros, answered), times - answered, resumed);
  }

  private SSLSocket connect(String server) throws IOException {
    var plain = new Socket("127.0.0.1", entry);
    plain.setSoTimeout(PATIENCE_MILLIS);
    plain.setTcpNoDelay(true);
    return (SSLSocket) tls.getSocketFactory().createSocket(plain, server, entry, true);
  }

  /** Whether the answer is 200; it is read to its end, where the tickets have come too. */
  private boolean ask(SSLSocket socket) throws IOException {
    var request = "GET " + path + " HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    byte[] answer = socket.getInputStream().readAllBytes();
    return new String(answer, 0, Math.min(OK.length(), answer.length), StandardCharsets.US_ASCII)
        .equals(OK);
  }
}
