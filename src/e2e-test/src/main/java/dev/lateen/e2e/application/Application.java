package dev.lateen.e2e.application;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * An application of the acceptance matrix: it says who it is and who called over HTTP (8080), TCP
 * (9090), WebSockets (8081) and gRPC (7070), and by HTTPS (8443) where the JDK's system properties
 * name a key store. It calls whom it is told to by port 8079 of its loopback: {@code
 * /call?url=http://b/&header=version:v2&count=10}, and {@code /load?url=http://c/&rate=200} until
 * {@code /stop}.
 */
public final class Application {
  static final int HTTP = 8080;
  static final int TCP = 9090;
  private static final int HTTPS = 8443;
  private static final int WEB_SOCKETS = 8081;
  private static final int GRPC = 7070;
  private static final int CONTROL = 8079;
  private static final int BACKLOG = 100;

  private final String name;
  private volatile Optional<Load> load = Optional.empty();

  private Application(String name) {
    this.name = name;
  }

  /** Serves until the process is ended. The environment variable {@code NAME} says who it is. */
  public static void main(String... arguments) throws IOException {
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    new Application(Optional.ofNullable(System.getenv("NAME")).orElse("nobody")).serve();
  }

  private void serve() throws IOException {
    start(HttpServer.create(new InetSocketAddress(HTTP), BACKLOG), this::answer);
    start(
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), CONTROL), BACKLOG),
        exchange -> send(exchange, control(exchange.getRequestURI())));
    if (System.getProperty("javax.net.ssl.keyStore") != null) {
      start(secured(), this::answer);
    }
    new WebSocketEcho(name).serve(WEB_SOCKETS);
    GrpcEcho.serve(GRPC, name);
    ServerSocket lines = new ServerSocket(TCP);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0)));
    while (true) {
      Socket socket = lines.accept();
      Thread.ofVirtual().start(() -> answer(socket));
    }
  }

  private String control(URI order) {
    return switch (order.getPath()) {
      case "/load" -> {
        load = Optional.of(Caller.load(order));
        yield "started";
      }
      case "/stop" -> load.map(Load::stop).orElse("nothing was started");
      default -> Caller.call(order);
    };
  }

  @FunctionalInterface
  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private static HttpServer secured() throws IOException {
    try {
      HttpsServer server = HttpsServer.create(new InetSocketAddress(HTTPS), BACKLOG);
      server.setHttpsConfigurator(new HttpsConfigurator(SSLContext.getDefault()));
      return server;
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  private static void start(HttpServer server, Handler handler) {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", handler::handle);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    send(
        exchange,
        "%s from %s id %s at %s%s for %s"
            .formatted(
                name,
                peer(exchange.getRemoteAddress()),
                header(exchange, "x-request-id"),
                header(exchange, "host"),
                exchange.getRequestURI(),
                header(exchange, "x-forwarded-for")));
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("none");
  }

  private static void send(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void answer(Socket accepted) {
    try (Socket socket = accepted;
        var reader =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      reader.readLine();
      String answer =
          name + " from " + peer((InetSocketAddress) socket.getRemoteSocketAddress()) + "\n";
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    } catch (IOException gone) {
      // the caller sees it
    }
  }

  private static String peer(InetSocketAddress address) {
    return address.getAddress().getHostAddress();
  }
}
