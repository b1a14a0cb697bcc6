package dev.lateen.bookinfo.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP/1.1 server on the JDK's own, with a virtual thread per request. */
public final class WebServer implements AutoCloseable {
  /** The largest request body that is read, in bytes; more is answered with 413. */
  public static final int LARGEST_BODY = 8 * 1024;

  private static final Logger LOG = System.getLogger(WebServer.class.getName());
  private static final int BACKLOG = 256;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Routes routes;

  private WebServer(HttpServer server, Routes routes) {
    this.server = server;
    this.routes = routes;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  /**
   * Listens and answers from now on.
   *
   * @throws IOException when the address cannot be listened on
   */
  public static WebServer start(InetSocketAddress listen, Routes routes) throws IOException {
    WebServer server = new WebServer(HttpServer.create(listen, BACKLOG), routes);
    server.server.setExecutor(server.threads);
    server.server.createContext("/", server::serve);
    server.server.start();
    return server;
  }

  /** Where it listens, with the port that was really taken. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /**
   * Takes no new connection or request, gives running requests at most one second to end, and
   * stops. Returns as soon as the last of them has ended.
   */
  @Override
  public void close() {
    server.stop(1);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, answer(exchange));
    }
  }

  private Response answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      return Response.error(413, "The body is larger than " + LARGEST_BODY + " bytes.");
    }
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders(),
            new String(body, StandardCharsets.UTF_8));
    try {
      return routes.answer(request);
    } catch (RuntimeException failure) {
      LOG.log(Level.ERROR, "request failed path=" + request.path(), failure);
      return Response.error(500, "The service failed; see its log.");
    }
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    response.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    if (exchange.getRequestMethod().equals("HEAD") || body.length == 0) {
      exchange.sendResponseHeaders(response.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(response.status(), body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
