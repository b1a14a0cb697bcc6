package dev.lateen.sidecar.dataplane;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client over a raw socket; reading gives up after ten seconds. */
final class Client implements AutoCloseable {
  final Socket socket = new Socket();
  final InputStream in;

  Client(InetSocketAddress address) throws IOException {
    this(address, 0);
  }

  /** With a small receive buffer where it is not 0. */
  Client(InetSocketAddress address, int receiveBuffer) throws IOException {
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.connect(address, 5_000);
    socket.setSoTimeout(10_000);
    in = new BufferedInputStream(socket.getInputStream(), 512);
  }

  Client send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  Wire.Message read() throws IOException {
    return Wire.read(in, false);
  }

  Wire.Message readHead() throws IOException {
    return Wire.readHead(in);
  }

  /** Sends a GET and reads the response. */
  Wire.Message get(String path, String... headers) throws IOException {
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: reviews\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return send(request.append("\r\n").toString()).read();
  }

  /** Whether the peer closed: nothing more to read. */
  boolean atEnd() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
