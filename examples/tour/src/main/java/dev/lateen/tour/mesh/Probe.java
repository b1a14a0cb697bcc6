package dev.lateen.tour.mesh;

import dev.lateen.tour.process.ManagedProcess;
import dev.lateen.tour.process.ProcessFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Asks programs by HTTP. Safe for use by several threads. */
public final class Probe {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration INTERVAL = Duration.ofMillis(25);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  /**
   * The answer to a GET.
   *
   * @throws IOException if there is none
   */
  public HttpResponse<String> get(URI uri) throws IOException {
    return send(HttpRequest.newBuilder(uri).timeout(REQUEST_TIMEOUT).GET().build());
  }

  /**
   * The answer to a request.
   *
   * @throws IOException if there is none
   */
  public HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Whether a GET is answered with 200 now. */
  public boolean answers(URI uri) {
    try {
      return get(uri).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Waits until a program answers a GET with 200.
   *
   * @throws ProcessFailedException with the end of its log when it ends or the time is over
   */
  public void awaitReady(ManagedProcess process, URI uri, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!answers(uri)) {
      if (!process.isAlive()) {
        throw ProcessFailedException.of(
            process, "ended with exit code " + process.exitCode().orElse(-1));
      }
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        throw ProcessFailedException.of(
            process, "was not ready after " + timeout.toSeconds() + " s (" + uri + ")");
      }
      LockSupport.parkNanos(INTERVAL.toNanos());
    }
  }
}
