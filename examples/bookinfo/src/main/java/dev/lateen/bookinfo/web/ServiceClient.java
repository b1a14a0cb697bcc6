package dev.lateen.bookinfo.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls other services over plain HTTP/1.1 with connections kept alive. With a proxy, every request
 * goes to it in absolute form (RFC 9112, 3.2.2) and the name of the service is never resolved here
 * (TM-167). Safe for use by many threads.
 */
public final class ServiceClient implements AutoCloseable {
  private static final long LARGEST_BODY = 1024 * 1024;

  private final HttpClient http;
  private final ExecutorService threads;

  /**
   * @param proxy the explicit proxy; empty to connect to the services themselves
   */
  public ServiceClient(Optional<InetSocketAddress> proxy) {
    threads = Executors.newVirtualThreadPerTaskExecutor();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(threads);
    http = builder.proxy(proxy.map(ProxySelector::of).orElse(HttpClient.Builder.NO_PROXY)).build();
  }

  /**
   * Sends GET and waits for the whole answer.
   *
   * @param timeout from now to the last byte of the answer
   */
  public Reply get(URI url, Map<String, String> headers, Duration timeout) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).GET();
    headers.forEach(request::setHeader);
    long start = System.nanoTime();
    CompletableFuture<HttpResponse<String>> exchange =
        http.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_BODY));
    try {
      HttpResponse<String> answer = exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return new Reply.Answered(
          answer.statusCode(), answer.headers(), answer.body(), millisSince(start));
    } catch (TimeoutException _) {
      exchange.cancel(true);
      return new Reply.TimedOut(millisSince(start));
    } catch (ExecutionException failure) {
      return new Reply.Failed(reason(failure.getCause()), millisSince(start));
    } catch (InterruptedException _) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      return new Reply.Failed("interrupted", millisSince(start));
    }
  }

  /** Drops all connections. */
  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdownNow();
  }

  private static String reason(Throwable failure) {
    String kind = failure.getClass().getSimpleName();
    return failure instanceof IOException && failure.getMessage() != null
        ? kind + ": " + failure.getMessage()
        : kind;
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
