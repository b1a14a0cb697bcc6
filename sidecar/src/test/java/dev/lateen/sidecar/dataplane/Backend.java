package dev.lateen.sidecar.dataplane;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An HTTP/1.1 server over raw sockets whose every byte a test decides. */
final class Backend implements AutoCloseable {
  /**
   * Beyond it connections wait for a second: more than what a proxy opens in a flood of requests.
   */
  private static final int BACKLOG = 4096;

  final AtomicInteger connections = new AtomicInteger();
  final List<Wire.Message> requests = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Script script;

  /** What happens on one connection. */
  @FunctionalInterface
  interface Script {
    void run(Backend backend, InputStream in, OutputStream out) throws IOException;
  }

  private Backend(Script script) throws IOException {
    this.script = script;
    server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  static Backend scripted(Script script) throws IOException {
    return new Backend(script);
  }

  /**
   * Answers every request with the raw text that the function makes; empty text closes the
   * connection.
   */
  static Backend answering(Function<Wire.Message, String> answer) throws IOException {
    return new Backend(
        (backend, in, out) -> {
          for (Wire.Message request = Wire.read(in, false);
              request != null;
              request = Wire.read(in, false)) {
            backend.requests.add(request);
            String text = answer.apply(request);
            if (text.isEmpty()) {
              return;
            }
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
          }
        });
  }

  /** Answers 200 with this body. */
  static Backend saying(String body) throws IOException {
    return answering(request -> ok(body));
  }

  static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
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
    try (socket) {
      script.run(this, new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
    } catch (IOException gone) {
      // the proxy closed
    } finally {
      open.remove(socket);
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
