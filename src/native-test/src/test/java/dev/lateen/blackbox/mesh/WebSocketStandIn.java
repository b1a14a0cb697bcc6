package dev.lateen.blackbox.mesh;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** An application that gives every message of a WebSocket back, and wants nothing else (426). */
public final class WebSocketStandIn implements AutoCloseable {
  private static final String KEY = "sec-websocket-key:";
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final String REFUSAL =
      "HTTP/1.1 426 Upgrade Required\r\n"
          + "upgrade: websocket\r\n"
          + "connection: close\r\n"
          + "content-length: 0\r\n\r\n";
  private static final String SWITCH =
      "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n"
          + "sec-websocket-accept: %s\r\n\r\n";

  private final ServerSocket server;

  private WebSocketStandIn(ServerSocket server) {
    this.server = server;
  }

  /** Starts one on a free port of the loopback address. */
  public static WebSocketStandIn start() throws IOException {
    var standIn = new WebSocketStandIn(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(standIn::accept);
    return standIn;
  }

  /** Where it listens. */
  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private static void serve(Socket socket) {
    try (socket;
        var in = new BufferedInputStream(socket.getInputStream())) {
      var key = readKey(in);
      var head = key.map(given -> SWITCH.formatted(acceptance(given))).orElse(REFUSAL);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      while (key.isPresent()) {
        Frames.write(socket.getOutputStream(), Frames.read(in), false);
      }
    } catch (IOException gone) {
      // the peer ended it
    }
  }

  /** The key of a request for a WebSocket; empty for another request. */
  private static Optional<String> readKey(InputStream in) throws IOException {
    Optional<String> key = Optional.empty();
    for (var line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith(KEY)) {
        key = Optional.of(line.substring(KEY.length()).strip());
      }
    }
    return key;
  }

  private static String readLine(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** RFC 6455 4.2.2. */
  private static String acceptance(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder()
          .encodeToString(digest.digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
