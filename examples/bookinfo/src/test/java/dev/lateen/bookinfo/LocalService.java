package dev.lateen.bookinfo;

import dev.lateen.bookinfo.web.Request;
import dev.lateen.bookinfo.web.Response;
import dev.lateen.bookinfo.web.Routes;
import dev.lateen.bookinfo.web.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** A server on a free loopback port for one test: a role under test, or one that it calls. */
public final class LocalService implements AutoCloseable {
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final WebServer server;

  private LocalService(Function<LocalService, Routes> routes) {
    try {
      InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      server = WebServer.start(anyPort, routes.apply(this));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Serves the routes of a role. */
  public static LocalService of(Routes routes) {
    return new LocalService(_ -> routes);
  }

  /** Answers GET of this path with this and remembers the requests. */
  public static LocalService answering(String path, Response response) {
    return new LocalService(
        self ->
            Routes.none()
                .get(
                    path,
                    request -> {
                      self.requests.add(request);
                      return response;
                    }));
  }

  /** Takes requests of this path, remembers them and answers none until it is closed. */
  public static LocalService hanging(String path) {
    return new LocalService(
        self ->
            Routes.none()
                .get(
                    path,
                    request -> {
                      self.requests.add(request);
                      self.awaitClose();
                      return Response.error(500, "late");
                    }));
  }

  /** What was asked so far. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.address().getPort());
  }

  /** Sends GET with headers. */
  public HttpResponse<String> get(String path, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url().resolve(path)).GET();
    headers.forEach(request::header);
    return send(request.build());
  }

  public HttpResponse<String> get(String path) {
    return get(path, Map.of());
  }

  /** Sends any method with a form as its body. */
  public HttpResponse<String> send(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(url().resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitClose() {
    try {
      closing.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.close();
  }
}
