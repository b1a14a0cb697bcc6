package dev.lateen.blackbox;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One keep-alive HTTP/1.1 connection. It never connects again and never repeats a request, so that
 * nothing that is lost goes unseen. For one thread.
 */
final class Connection implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Socket socket;
  private final InputStream in;

  private Connection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) TIMEOUT.toMillis());
  }

  static Connection to(int port) throws IOException {
    return new Connection(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /**
   * Asks and reads the whole answer.
   *
   * @param target such as {@code http://reviews:9080/} for a proxy, or a path
   */
  Answer get(String target, Map<String, String> headers) throws IOException {
    long start = System.nanoTime();
    send(target, headers);
    var head = readHead();
    var body = readBody(head.headers());
    return new Answer(
        head.status(), head.headers(), body, Duration.ofNanos(System.nanoTime() - start));
  }

  /** Sends a request whose answer is read by {@link #readHead} and {@link #readChunk}. */
  void send(String target, Map<String, String> headers) throws IOException {
    var request = new StringBuilder("GET ").append(target).append(" HTTP/1.1\r\n");
    request.append("host: reviews:9080\r\n");
    headers.forEach(
        (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
    socket
        .getOutputStream()
        .write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
  }

  /** Status line and headers of an answer. */
  Head readHead() throws IOException {
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
    return text(Integer.parseInt(headers.getOrDefault("content-length", "0")));
  }

  /** The next chunk of a chunked body; empty at its end. */
  String readChunk() throws IOException {
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

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Status and headers of an answer. */
  record Head(int status, Map<String, String> headers) {}
}
