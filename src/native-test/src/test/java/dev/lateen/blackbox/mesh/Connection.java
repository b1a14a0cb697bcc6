package dev.lateen.blackbox.mesh;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One keep-alive HTTP/1.1 connection. It never connects again and never repeats a request, so that
 * nothing that is lost goes unseen. For one thread.
 */
public final class Connection implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Socket socket;
  private final InputStream in;

  private Connection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) TIMEOUT.toMillis());
  }

  /** Connects to a port of the loopback address. */
  public static Connection to(int port) throws IOException {
    return new Connection(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /**
   * Asks by GET and reads the whole answer.
   *
   * @param target such as {@code http://reviews:9080/} for a proxy, or a path
   */
  public Answer get(String target, Map<String, String> headers) throws IOException {
    return ask("GET", target, headers, "");
  }

  /**
   * Asks and reads the whole answer.
   *
   * @param target such as {@code http://reviews:9080/} for a proxy, or a path
   * @param headers without those that say how long the body is; {@code host} where it is not the
   *     target's own
   */
  public Answer ask(String method, String target, Map<String, String> headers, String body)
      throws IOException {
    long start = System.nanoTime();
    send(method, target, headers, body);
    var head = readHead();
    var answered = method.equals("HEAD") || head.bodiless() ? "" : readBody(head.headers());
    return new Answer(
        head.status(), head.headers(), answered, Duration.ofNanos(System.nanoTime() - start));
  }

  /** Sends a GET whose answer is read by {@link #readHead} and {@link #readChunk}. */
  public void send(String target, Map<String, String> headers) throws IOException {
    send("GET", target, headers, "");
  }

  private void send(String method, String target, Map<String, String> headers, String body)
      throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var all = new LinkedHashMap<String, String>();
    all.put("host", host(target));
    all.putAll(headers);
    if (bytes.length > 0) {
      all.put("content-length", Integer.toString(bytes.length));
    }
    var request = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    all.forEach((name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
    var out = new ByteArrayOutputStream();
    out.writeBytes(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(bytes);
    socket.getOutputStream().write(out.toByteArray());
  }

  private static String host(String target) {
    return target.startsWith("http://") ? target.split("/", 4)[2] : TestMesh.HOST;
  }

  /** Status line and headers of an answer. */
  public Head readHead() throws IOException {
    var status = readLine();
    var headers = new HashMap<String, String>();
    for (var line = readLine(); !line.isEmpty(); line = readLine()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Head(Integer.parseInt(status.split(" ")[1]), headers);
  }

  private String readBody(Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
      var body = new StringBuilder();
      for (var chunk = readChunk(); !chunk.isEmpty(); chunk = readChunk()) {
        body.append(chunk);
      }
      return body.toString();
    }
    var length = headers.get("content-length");
    return length == null
        ? new String(in.readAllBytes(), StandardCharsets.UTF_8)
        : text(Integer.parseInt(length));
  }

  /** The next chunk of a chunked body; empty at its end. */
  public String readChunk() throws IOException {
    int length = Integer.parseInt(readLine().split(";")[0].strip(), 16);
    var chunk = text(length);
    readLine();
    return chunk;
  }

  private String text(int length) throws IOException {
    var bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the connection ended within a body");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String readLine() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** Sends a message of the WebSocket that this connection has become, and reads the answer. */
  public String exchange(String message) throws IOException {
    Frames.write(socket.getOutputStream(), message, true);
    return Frames.read(in);
  }

  /** Waits until the other side has closed, and says whether nothing came before that. */
  public boolean ended() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Status and headers of an answer. */
  public record Head(int status, Map<String, String> headers) {
    private boolean bodiless() {
      return status < 200 || status == 204 || status == 304;
    }
  }
}
