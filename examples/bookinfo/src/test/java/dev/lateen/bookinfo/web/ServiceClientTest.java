package dev.lateen.bookinfo.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.bookinfo.LocalService;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceClientTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void sendsEveryRequestToTheProxyInAbsoluteFormAndResolvesNoService() throws IOException {
    // Given
    try (FakeProxy proxy = new FakeProxy();
        ServiceClient client = new ServiceClient(Optional.of(proxy.address()))) {
      // When
      Reply first =
          client.get(URI.create("http://reviews:9080/reviews"), Map.of("cookie", "user=a"), LONG);
      Reply second = client.get(URI.create("http://details:9080/details"), Map.of(), LONG);

      // Then
      assertThat(List.of(first.status(), second.status())).containsExactly(200, 200);
      List<String> head = proxy.heads().getFirst();
      assertThat(head.getFirst()).isEqualTo("GET http://reviews:9080/reviews HTTP/1.1");
      assertThat(head).contains("Host: reviews:9080", "Cookie: user=a");
      assertThat(proxy.heads().getLast().getFirst())
          .isEqualTo("GET http://details:9080/details HTTP/1.1");
      assertThat(RecordingResolver.LOOKED_UP).doesNotContain("reviews", "details");
    }
  }

  @Test
  void resolvesTheServiceWhenThereIsNoProxy() {
    // Given
    try (ServiceClient client = new ServiceClient(Optional.empty())) {
      // When
      Reply reply = client.get(URI.create("http://nowhere.invalid:9080/"), Map.of(), LONG);

      // Then
      assertThat(reply.status()).isEqualTo(503);
      assertThat(RecordingResolver.LOOKED_UP).contains("nowhere.invalid");
    }
  }

  @Test
  void asksForNoUpgradeToHttp2() {
    // Given
    try (LocalService service = LocalService.answering("/", Response.error(200, ""));
        ServiceClient client = new ServiceClient(Optional.empty())) {
      // When
      client.get(service.url().resolve("/"), Map.of(), LONG);

      // Then
      assertThat(service.requests())
          .singleElement()
          .satisfies(
              request ->
                  assertThat(request.headers()).doesNotContainKeys("Upgrade", "Http2-settings"));
    }
  }

  @Test
  void keepsItsConnectionAlive() throws IOException {
    // Given
    try (FakeProxy proxy = new FakeProxy();
        ServiceClient client = new ServiceClient(Optional.of(proxy.address()))) {
      // When
      for (int i = 0; i < 20; i++) {
        client.get(URI.create("http://reviews:9080/reviews"), Map.of(), LONG);
      }

      // Then
      assertThat(proxy.heads()).hasSize(20);
      assertThat(proxy.connections()).isEqualTo(1);
    }
  }

  @Test
  void givesUpAtTheTimeout() {
    // Given
    try (LocalService hanging = LocalService.hanging("/");
        ServiceClient client = new ServiceClient(Optional.empty())) {
      // When
      Reply reply = client.get(hanging.url().resolve("/"), Map.of(), Duration.ofMillis(50));

      // Then
      assertThat(reply).isInstanceOf(Reply.TimedOut.class);
      assertThat(reply.status()).isEqualTo(504);
    }
  }

  @Test
  void saysWhyThereIsNoAnswer() throws IOException {
    // Given
    int closedPort;
    try (ServerSocket free = new ServerSocket(0)) {
      closedPort = free.getLocalPort();
    }
    try (ServiceClient client = new ServiceClient(Optional.empty())) {
      // When
      Reply reply = client.get(URI.create("http://127.0.0.1:" + closedPort), Map.of(), LONG);

      // Then
      assertThat(reply).isInstanceOf(Reply.Failed.class);
      assertThat(((Reply.Failed) reply).reason()).contains("ConnectException");
      assertThat(reply.status()).isEqualTo(503);
    }
  }
}
