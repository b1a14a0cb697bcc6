package dev.lateen.sidecar.plainhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lateen.sidecar.upstream.Transport;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small server, asked over raw sockets. */
class PlainHttpServerIT {
  private final EventLoopGroup loops = Transport.loops(1);
  private int port;

  @BeforeEach
  void listen() throws IOException {
    port = PlainHttpServer.listen(loops, loopback(0), PlainHttpServerIT::answer);
  }

  @AfterEach
  void stop() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private static CompletionStage<Answer> answer(Request request) {
    return switch (request.path()) {
      case "/thrown" -> throw new IllegalStateException("broken");
      case "/failed" -> CompletableFuture.failedStage(new IllegalStateException("broken"));
      case "/late" -> CompletableFuture.supplyAsync(() -> Answer.text("late\n"));
      default -> CompletableFuture.completedStage(Answer.text(request.toString()));
    };
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private String ask(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void pathAndQueryAreDecodedAndTheConnectionEndsWithTheAnswer() throws IOException {
    // When
    String answer = ask("POST /a%20b?format=json&x=%C3%A4 HTTP/1.1\r\nhost: a\r\n\r\n");

    // Then
    assertThat(answer)
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("connection: close\r\n")
        .endsWith("Request[method=POST, path=/a b, parameters={format=[json], x=[ä]}]");
  }

  @ParameterizedTest
  @CsvSource({"/thrown,500", "/failed,500", "/late,200", "/%zz,400"})
  void whateverBecomesOfARequestItIsAnswered(String path, int status) throws IOException {
    assertThat(ask("GET " + path + " HTTP/1.1\r\nhost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 " + status + " ");
  }

  @Test
  void whatIsNoRequestIsRefused() throws IOException {
    assertThat(ask("GET / HTTP/1.1\r\nno colon\r\n\r\n")).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void aBodyIsNotWaitedFor() throws IOException {
    assertThat(ask("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9000\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aSecondRequestOnTheConnectionIsNotAnswered() throws IOException {
    // When
    String answers =
        ask("GET /late HTTP/1.1\r\nhost: a\r\n\r\nGET /two HTTP/1.1\r\nhost: a\r\n\r\n");

    // Then
    assertThat(answers).endsWith("late\n").doesNotContain("/two");
  }

  @Test
  void aPortThatIsTakenIsSaid() {
    assertThatThrownBy(
            () -> PlainHttpServer.listen(loops, loopback(port), PlainHttpServerIT::answer))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use");
  }
}
