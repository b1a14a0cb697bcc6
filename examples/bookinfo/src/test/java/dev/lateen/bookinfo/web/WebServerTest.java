package dev.lateen.bookinfo.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.bookinfo.LocalService;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class WebServerTest {

  @Test
  void answersUnknownPathsAndMethodsWithWhatIsWrong() {
    // Given
    Routes routes = Routes.none().get("/a", _ -> Response.error(200, "a"));
    try (LocalService service = LocalService.of(routes)) {
      // When
      HttpResponse<String> unknown = service.get("/b");
      HttpResponse<String> wrongMethod = service.send("DELETE", "/a", "");

      // Then
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(wrongMethod.statusCode()).isEqualTo(405);
      assertThat(wrongMethod.headers().firstValue("Allow")).contains("GET");
    }
  }

  @Test
  void answersHeadLikeGetWithoutABody() {
    // Given
    try (LocalService service =
        LocalService.of(Routes.none().get("/a", _ -> Response.html(200, "text")))) {
      // When
      HttpResponse<String> head = service.send("HEAD", "/a", "");

      // Then
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    }
  }

  @Test
  void refusesBodiesThatAreTooLarge() {
    // Given
    try (LocalService service =
        LocalService.of(Routes.none().post("/a", r -> Response.html(200, r.body())))) {
      // When
      HttpResponse<String> largest = service.send("POST", "/a", "x".repeat(WebServer.LARGEST_BODY));
      HttpResponse<String> larger =
          service.send("POST", "/a", "x".repeat(WebServer.LARGEST_BODY + 1));

      // Then
      assertThat(largest.statusCode()).isEqualTo(200);
      assertThat(larger.statusCode()).isEqualTo(413);
    }
  }

  @Test
  void answersWith500WhenAHandlerFailsAndTellsNothingOfWhy() {
    // Given
    try (LocalService service =
        LocalService.of(
            Routes.none()
                .get(
                    "/a",
                    _ -> {
                      throw new IllegalStateException("inner workings");
                    }))) {
      // When
      HttpResponse<String> failed = service.get("/a");

      // Then
      assertThat(failed.statusCode()).isEqualTo(500);
      assertThat(failed.body()).doesNotContain("inner workings");
    }
  }

  @Test
  void letsRunningRequestsEndWhenItIsClosed() throws Exception {
    // Given
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    Routes routes = Routes.none().get("/slow", _ -> slow(running, closing));
    try (LocalService service = LocalService.of(routes);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> slow = threads.submit(() -> service.get("/slow"));
      running.await();

      // When
      Future<?> closed = threads.submit(service::close);
      awaitRefused(service.url());
      closing.countDown();

      // Then
      assertThat(slow.get().body()).isEqualTo("done");
      closed.get();
    }
  }

  private static Response slow(CountDownLatch running, CountDownLatch closing) {
    running.countDown();
    try {
      closing.await();
    } catch (InterruptedException _) {
      return Response.html(500, "cut off");
    }
    return Response.html(200, "done");
  }

  private static void awaitRefused(URI url) throws IOException {
    while (true) {
      try (Socket socket = new Socket("127.0.0.1", url.getPort())) {
        socket.setSoLinger(true, 0);
      } catch (ConnectException _) {
        return;
      }
    }
  }

  @Test
  void keepsConnectionsAliveBetweenRequests() throws IOException {
    // Given
    Routes routes = Routes.none().get("/a", _ -> Response.html(200, "body"));
    try (LocalService service = LocalService.of(routes);
        Socket socket = new Socket("127.0.0.1", service.url().getPort())) {
      // When
      String first = exchange(socket, "HEAD");
      String second = exchange(socket, "GET");

      // Then
      assertThat(first).startsWith("HTTP/1.1 200");
      assertThat(second).startsWith("HTTP/1.1 200");
    }
  }

  private static String exchange(Socket socket, String method) throws IOException {
    String request = method + " /a HTTP/1.1\r\nHost: a\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    byte[] buffer = new byte[1024];
    StringBuilder answer = new StringBuilder();
    String end = method.equals("HEAD") ? "\r\n\r\n" : "body";
    while (answer.indexOf(end) < 0) {
      int length = socket.getInputStream().read(buffer);
      if (length < 0) {
        return answer.toString();
      }
      answer.append(new String(buffer, 0, length, StandardCharsets.US_ASCII));
    }
    return answer.toString();
  }
}
