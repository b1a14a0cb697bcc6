package dev.lateen.sidecar.dataplane;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The upstream of a {@link WireCase}: keeps every byte it gets and answers as the case says. */
final class RawUpstream implements AutoCloseable {
  static final String PROBE = "/probe";

  private final Queue<ByteArrayOutputStream> received = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<String> answers;
  private final WireCase wireCase;
  private final Backend backend;
  private boolean refuses;

  RawUpstream(WireCase wireCase) throws IOException {
    this.wireCase = wireCase;
    answers = new ArrayDeque<>(wireCase.blocks(WireCase.Direction.UPSTREAM_SENDS));
    refuses = wireCase.has("upstream refuses");
    backend = Backend.scripted((self, in, out) -> serve(in, out));
  }

  Backend backend() {
    return backend;
  }

  /** All bytes, of one connection after the other. */
  String received() {
    StringBuilder all = new StringBuilder();
    received.forEach(bytes -> all.append(bytes.toString(StandardCharsets.ISO_8859_1)));
    return all.toString();
  }

  private void serve(InputStream socket, OutputStream out) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    received.add(bytes);
    InputStream in = new Recorded(socket, bytes);
    for (Wire.Message head = Wire.readHead(in); head != null; head = Wire.readHead(in)) {
      boolean first = !answers.isEmpty();
      boolean stays = answer(head, in, out);
      if (!stays || (first && wireCase.has("upstream closes"))) {
        return;
      }
    }
  }

  private synchronized boolean answer(Wire.Message head, InputStream in, OutputStream out)
      throws IOException {
    if (refuses) {
      refuses = false;
      return false;
    }
    boolean scripted = !answers.isEmpty();
    String answer = scripted ? answers.poll() : Backend.ok(isProbe(head) ? "probe" : "ok");
    if (scripted && wireCase.has("upstream early")) {
      write(out, answer);
      Wire.readBody(in, head);
    } else if (scripted && wireCase.has("upstream continues")) {
      int end = answer.indexOf("\r\n\r\n") + 4;
      write(out, answer.substring(0, end));
      Wire.readBody(in, head);
      write(out, answer.substring(end));
    } else {
      Wire.readBody(in, head);
      boolean bodiless = !scripted && head.start().startsWith("HEAD ");
      write(out, bodiless ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" : answer);
    }
    return true;
  }

  private static boolean isProbe(Wire.Message head) {
    return List.of(head.start().split(" ")).contains(PROBE);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() {
    backend.close();
  }

  /** Keeps what is read from it. */
  private static final class Recorded extends FilterInputStream {
    private final ByteArrayOutputStream bytes;

    Recorded(InputStream in, ByteArrayOutputStream bytes) {
      super(in);
      this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      if (b >= 0) {
        bytes.write(b);
      }
      return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      if (count > 0) {
        bytes.write(target, offset, count);
      }
      return count;
    }
  }
}
