package dev.lateen.e2e.application;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Says every short text message of a WebSocket back, with its name before it (RFC 6455; no
 * fragments, at most 125 bytes).
 */
final class WebSocketEcho {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final String KEY = "sec-websocket-key:";
  private static final int MASK = 4;
  private static final int LENGTH_BITS = 0x7f;
  private static final int TEXT = 0x81;

  private final String name;

  WebSocketEcho(String name) {
    this.name = name;
  }

  /** Serves each connection on a thread of its own. */
  void serve(int port) throws IOException {
    ServerSocket server = new ServerSocket(port);
    Thread.ofVirtual().start(() -> accept(server));
  }

  private void accept(ServerSocket server) {
    while (true) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException gone) {
        return;
      }
    }
  }

  private void serve(Socket accepted) {
    try (Socket socket = accepted;
        var in = new DataInputStream(socket.getInputStream())) {
      OutputStream out = socket.getOutputStream();
      Optional<String> key = key(in);
      out.write(head(key).getBytes(StandardCharsets.US_ASCII));
      while (key.isPresent()) {
        echo(in, out);
      }
    } catch (IOException gone) {
      // the caller sees it
    }
  }

  private static Optional<String> key(DataInputStream in) throws IOException {
    Optional<String> key = Optional.empty();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith(KEY)) {
        key = Optional.of(line.substring(KEY.length()).strip());
      }
    }
    return key;
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (char c = (char) in.readByte(); c != '\n'; c = (char) in.readByte()) {
      line.append(c);
    }
    return line.toString().strip();
  }

  private static String head(Optional<String> key) {
    return key.map(
            given ->
                "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n"
                    + "sec-websocket-accept: "
                    + acceptance(given)
                    + "\r\n\r\n")
        .orElse("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
  }

  private static String acceptance(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void echo(DataInputStream in, OutputStream out) throws IOException {
    if (in.readUnsignedByte() != TEXT) {
      throw new IOException("no text in one piece");
    }
    int length = in.readUnsignedByte() & LENGTH_BITS;
    byte[] mask = in.readNBytes(MASK);
    byte[] text = in.readNBytes(length);
    for (int i = 0; i < text.length; i++) {
      text[i] ^= mask[i % MASK];
    }
    byte[] answer =
        (name + " " + new String(text, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    out.write(TEXT);
    out.write(answer.length);
    out.write(answer);
    out.flush();
  }
}
