package dev.lateen.e2e.application;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests at a steady rate, whatever becomes of those before, as long as no more are under way
 * than the heap can hold: those that would be are held back. Thread-safe.
 */
final class Load {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long MOST = 400;

  /** So many of those that were lost are named. */
  private static final int NAMED = 10;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final HttpRequest request;
  private final long start = System.nanoTime();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong heldBack = new AtomicLong();
  private final Queue<String> named = new ConcurrentLinkedQueue<>();

  private Load(URI url) {
    this.request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
  }

  static Load start(URI url, int perSecond) {
    Load load = new Load(url);
    long pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
    load.clock.scheduleAtFixedRate(load::send, 0, pause, TimeUnit.NANOSECONDS);
    return load;
  }

  private void send() {
    if (sent.get() - ended.get() >= MOST) {
      heldBack.incrementAndGet();
      return;
    }
    sent.incrementAndGet();
    asking.execute(this::ask);
  }

  private void ask() {
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        lose(String.valueOf(status));
      }
    } catch (IOException e) {
      lose(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      lose("stopped");
    } finally {
      ended.incrementAndGet();
    }
  }

  private void lose(String why) {
    if (lost.incrementAndGet() <= NAMED) {
      LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
      named.add("; " + why + " at " + now);
    }
  }

  /** Sends no more, waits for what is under way, and says how it went. */
  String stop() {
    clock.close();
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    asking.close();
    client.close();
    return "sent %d in %d s, lost %d, held back %d%s"
        .formatted(sent.get(), seconds, lost.get(), heldBack.get(), String.join("", named));
  }
}
