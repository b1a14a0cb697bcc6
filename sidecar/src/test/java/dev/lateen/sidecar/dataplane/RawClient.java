package dev.lateen.sidecar.dataplane;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client that sends bytes and collects what comes back meanwhile. */
final class RawClient implements AutoCloseable {
  private final Socket socket = new Socket();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private volatile boolean ended;

  RawClient(InetSocketAddress address) throws IOException {
    socket.setTcpNoDelay(true);
    socket.connect(address, 5_000);
    Thread.ofVirtual().start(this::collect);
  }

  /** All bytes so far. */
  String received() {
    return received.toString(StandardCharsets.ISO_8859_1);
  }

  /** Whether the peer closed. */
  boolean isEnded() {
    return ended;
  }

  /** Sends; a peer that does not want to read everything is no error. */
  void send(String bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    } catch (SocketException refused) {
      // what it said is what counts
    }
  }

  /** Sends every byte by itself. */
  void trickle(String bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    for (byte b : bytes.getBytes(StandardCharsets.ISO_8859_1)) {
      out.write(b);
      out.flush();
    }
  }

  /** Sends nothing more. */
  void end() throws IOException {
    socket.shutdownOutput();
  }

  private void collect() {
    byte[] part = new byte[8192];
    try {
      InputStream in = socket.getInputStream();
      for (int count = in.read(part); count >= 0; count = in.read(part)) {
        received.write(part, 0, count);
      }
    } catch (IOException reset) {
      // an end like any other
    }
    ended = true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
