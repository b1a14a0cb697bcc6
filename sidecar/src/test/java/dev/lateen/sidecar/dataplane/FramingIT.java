package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FramingIT {
  private static final String HOST = "Host: a\r\n";

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            "both framings",
            400,
            "POST / HTTP/1.1\r\n"
                + HOST
                + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Arguments.of(
            "two lengths",
            400,
            "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"),
        Arguments.of(
            "two equal lengths",
            400,
            "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"),
        Arguments.of(
            "list of lengths",
            400,
            "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 3, 4\r\n\r\nabcd"),
        Arguments.of(
            "signed length", 400, "POST / HTTP/1.1\r\n" + HOST + "Content-Length: +3\r\n\r\nabc"),
        Arguments.of(
            "negative length", 400, "POST / HTTP/1.1\r\n" + HOST + "Content-Length: -3\r\n\r\nabc"),
        Arguments.of(
            "hex length", 400, "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 0x3\r\n\r\nabc"),
        Arguments.of(
            "other encoding",
            501,
            "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        Arguments.of(
            "two encodings",
            501,
            "POST / HTTP/1.1\r\n"
                + HOST
                + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Arguments.of(
            "unknown encoding",
            501,
            "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        Arguments.of(
            "encoding in 1.0",
            400,
            "POST / HTTP/1.0\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Arguments.of("space before colon", 400, "GET / HTTP/1.1\r\n" + HOST + "X-A : b\r\n\r\n"),
        Arguments.of("space in name", 400, "GET / HTTP/1.1\r\n" + HOST + "X A: b\r\n\r\n"),
        Arguments.of("no colon", 400, "GET / HTTP/1.1\r\n" + HOST + "nonsense\r\n\r\n"),
        Arguments.of("NUL in value", 400, "GET / HTTP/1.1\r\n" + HOST + "X-A: a\0b\r\n\r\n"),
        Arguments.of("NUL in name", 400, "GET / HTTP/1.1\r\n" + HOST + "X\0A: b\r\n\r\n"),
        Arguments.of("bare line feed", 400, "GET / HTTP/1.1\r\n" + HOST + "X-A: b\n\r\n"),
        Arguments.of(
            "bare carriage return", 400, "GET / HTTP/1.1\r\n" + HOST + "X-A: a\rb\r\n\r\n"),
        Arguments.of("no host", 400, "GET / HTTP/1.1\r\n\r\n"),
        Arguments.of("two hosts", 400, "GET / HTTP/1.1\r\n" + HOST + "Host: b\r\n\r\n"),
        Arguments.of("bad host", 400, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
        Arguments.of("fragment", 400, "GET /#x HTTP/1.1\r\n" + HOST + "\r\n"),
        Arguments.of(
            "bad chunk size",
            400,
            "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n"),
        Arguments.of(
            "negative chunk size",
            400,
            "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n"),
        Arguments.of(
            "long line", 414, "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n"),
        Arguments.of(
            "long headers",
            431,
            "GET / HTTP/1.1\r\n" + HOST + "X-A: " + "x".repeat(70_000) + "\r\n\r\n"),
        Arguments.of("no version", 400, "GET /\r\n" + HOST + "\r\n"),
        Arguments.of("other version", 505, "GET / HTTP/2.0\r\n" + HOST + "\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refusesAndCloses(String what, int status, String request) throws Exception {
    try (Backend backend = Backend.saying("x");
        Proxy proxy =
            Proxy.http(
                List.of(Route.of(RouteMatch.ANY, Forward.to("a"))), Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // When
      client.send(request + "GET /smuggled HTTP/1.1\r\n" + HOST + "\r\n");
      // Then
      Wire.Message response = client.read();
      assertThat(response.status()).isEqualTo(status);
      assertThat(response.header("connection")).isEqualTo("close");
      assertThat(backend.requests).isEmpty();
    }
  }

  /** RFC 9112 5.2 leaves a server the choice to refuse or to replace the fold by spaces. */
  @org.junit.jupiter.api.Test
  void unfoldsFoldedLines() throws Exception {
    try (Backend backend = Backend.saying("x");
        Proxy proxy =
            Proxy.http(
                List.of(Route.of(RouteMatch.ANY, Forward.to("a"))), Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      assertThat(client.get("/", "X-A: a\r\n b").status()).isEqualTo(200);
      assertThat(backend.requests.getFirst().header("x-a")).isEqualTo("a b");
    }
  }
}
