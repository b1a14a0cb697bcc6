package dev.lateen.blackbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * A version of the service reviews: says at every path which version it is; {@code /stream} sends a
 * chunk for every permit of {@link #chunks(int)}.
 */
final class StandIn implements AutoCloseable {
  /** The header that says which version answered. */
  static final String VERSION = "x-version";

  /** The path of health checks. */
  static final String HEALTH = "/healthz";

  private static final int OK = 200;

  /** How many chunks a stream has. */
  static final int CHUNKS = 20;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore permits = new Semaphore(0);
  private final String version;
  private volatile int status = OK;
  private volatile int checkStatus = OK;
  private volatile CountDownLatch held = new CountDownLatch(0);

  private StandIn(HttpServer server, String version) {
    this.server = server;
    this.version = version;
  }

  static StandIn start(int port, String version) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var standIn = new StandIn(HttpServer.create(address, 256), version);
    standIn.server.createContext("/", standIn::answer);
    standIn.server.createContext("/stream", standIn::stream);
    standIn.server.setExecutor(standIn.threads);
    standIn.server.start();
    return standIn;
  }

  /** Answers with these statuses from now on: requests, and health checks at {@link #HEALTH}. */
  void answer(int requests, int checks) {
    status = requests;
    checkStatus = checks;
  }

  /** Holds requests back until the returned latch is counted down. */
  CountDownLatch hold() {
    held = new CountDownLatch(1);
    return held;
  }

  /** Lets streams send this many more chunks. */
  void chunks(int more) {
    permits.release(more);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = version.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set(VERSION, version);
      boolean check = exchange.getRequestURI().getPath().equals(HEALTH);
      if (!check) {
        awaitRelease();
      }
      exchange.sendResponseHeaders(check ? checkStatus : status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void awaitRelease() {
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stream(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set(VERSION, version);
      exchange.sendResponseHeaders(200, 0);
      for (int chunk = 0; chunk < CHUNKS; chunk++) {
        permits.acquireUninterruptibly();
        exchange.getResponseBody().write((chunk + " ").getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      }
    }
  }

  @Override
  public void close() {
    permits.release(CHUNKS);
    held.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
