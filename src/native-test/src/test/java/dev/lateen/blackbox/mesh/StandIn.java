package dev.lateen.blackbox.mesh;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * An application of the mesh in this process. It says at every path which version it is; {@code
 * /echo} gives the body back, {@code /stream} sends a chunk for every permit of {@link
 * #chunks(int)}. It remembers what it got, and fails or hesitates on request. Safe for use by
 * several threads.
 */
public final class StandIn implements AutoCloseable {
  /** The header that says which version answered. */
  public static final String VERSION = "x-version";

  /** How many chunks a stream has. */
  public static final int CHUNKS = 20;

  /** The path of health checks. */
  public static final String HEALTH = "/healthz";

  private static final int OK = 200;
  private static final int REMEMBERED = 500;
  private static final int BACKLOG = 256;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore permits = new Semaphore(0);
  private final ArrayBlockingQueue<Received> received = new ArrayBlockingQueue<>(REMEMBERED);
  private final AtomicInteger failures = new AtomicInteger();
  private final String version;
  private volatile int status = OK;
  private volatile int checkStatus = OK;
  private volatile CountDownLatch held = new CountDownLatch(0);
  private volatile int failure = 500;
  private volatile Duration delay = Duration.ZERO;

  private StandIn(HttpServer server, String version) {
    this.server = server;
    this.version = version;
  }

  /**
   * Starts one on the loopback address.
   *
   * @param port where it listens; 0 for any
   */
  public static StandIn start(int port, String version) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var standIn = new StandIn(HttpServer.create(address, BACKLOG), version);
    standIn.server.createContext("/", standIn::answer);
    standIn.server.createContext("/stream", standIn::stream);
    standIn.server.setExecutor(standIn.threads);
    standIn.server.start();
    return standIn;
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Lets streams send this many more chunks. */
  public void chunks(int more) {
    permits.release(more);
  }

  /** Answers with these statuses from now on: requests, and health checks at {@link #HEALTH}. */
  public void answer(int requests, int checks) {
    status = requests;
    checkStatus = checks;
  }

  /** Holds requests back until the returned latch is counted down. */
  public CountDownLatch hold() {
    held = new CountDownLatch(1);
    return held;
  }

  /** Lets the next requests fail. */
  public void fail(int requests, int status) {
    failure = status;
    failures.set(requests);
  }

  /** Lets every request take this long. */
  public void delay(Duration each) {
    delay = each;
  }

  /** The last requests, at most 500, oldest first. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  /** Those of the last requests that came to a path, oldest first. */
  public List<Received> received(String path) {
    return received.stream().filter(request -> request.target().equals(path)).toList();
  }

  /** Forgets what it got, and neither fails nor hesitates any more. */
  public void reset() {
    answer(OK, OK);
    held.countDown();
    received.clear();
    failures.set(0);
    delay = Duration.ZERO;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = remember(exchange);
      var text = request.target().startsWith("/echo") ? request.body() : version;
      var body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set(VERSION, version);
      boolean bodiless = request.method().equals("HEAD") || body.length == 0;
      exchange.sendResponseHeaders(statusOf(exchange), bodiless ? -1 : body.length);
      if (!bodiless) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private int statusOf(HttpExchange exchange) {
    if (exchange.getRequestURI().getPath().equals(HEALTH)) {
      return checkStatus;
    }
    LockSupport.parkNanos(delay.toNanos());
    awaitRelease();
    return failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? failure : status;
  }

  private void awaitRelease() {
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Received remember(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var request =
        new Received(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            lowerCase(exchange.getRequestHeaders()),
            body);
    while (!received.offer(request)) {
      received.poll();
    }
    return request;
  }

  private static Map<String, String> lowerCase(Headers headers) {
    var all = new HashMap<String, String>();
    headers.forEach(
        (name, values) -> all.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    return all;
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
