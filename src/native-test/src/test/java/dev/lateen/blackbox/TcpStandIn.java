package dev.lateen.blackbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * An application that is no HTTP server: it says its name, as a mail server would, and then repeats
 * what it hears.
 */
public final class TcpStandIn implements AutoCloseable {
  private final ServerSocket server;
  private final String name;

  private TcpStandIn(ServerSocket server, String name) {
    this.server = server;
    this.name = name;
  }

  /** Starts one on a free port of the loopback address. */
  public static TcpStandIn start(String name) throws IOException {
    var standIn = new TcpStandIn(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), name);
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

  private void serve(Socket socket) {
    try (socket;
        InputStream in = socket.getInputStream()) {
      socket.getOutputStream().write((name + "\n").getBytes(StandardCharsets.US_ASCII));
      in.transferTo(socket.getOutputStream());
    } catch (IOException gone) {
      // the peer ended it
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
