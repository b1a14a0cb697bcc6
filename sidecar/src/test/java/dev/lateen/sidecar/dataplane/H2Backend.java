package dev.lateen.sidecar.dataplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP/2 server with prior knowledge over raw sockets, driven by a script per connection. */
final class H2Backend implements AutoCloseable {
  final AtomicInteger connections = new AtomicInteger();
  final List<H2Peer.Frame> requests = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final Script script;
  private final int[] settings;

  /** What happens on one connection. */
  @FunctionalInterface
  interface Script {
    void run(H2Backend backend, H2Peer peer) throws IOException;
  }

  H2Backend(Script script, int... settings) throws IOException {
    this.script = script;
    this.settings = settings;
    server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** Answers each request, when it ends, with this body. */
  static H2Backend saying(String body) throws IOException {
    return new H2Backend(
        (backend, peer) -> {
          for (H2Peer.Frame frame = peer.read(); frame != null; frame = peer.read()) {
            if (frame.type() == H2Peer.HEADERS) {
              backend.requests.add(frame);
            }
            boolean message = frame.type() == H2Peer.HEADERS || frame.type() == H2Peer.DATA;
            if (message && frame.ends()) {
              peer.headers(frame.stream(), false, ":status: 200", "x-backend: h2");
              peer.data(frame.stream(), body, true);
            }
          }
        });
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket socket) {
    try (H2Peer peer = H2Peer.server(socket, settings)) {
      script.run(this, peer);
    } catch (IOException gone) {
      // the proxy closed
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
