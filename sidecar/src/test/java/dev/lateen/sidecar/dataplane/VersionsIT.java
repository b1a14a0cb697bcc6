package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What both versions of HTTP have, between each pair of them. */
class VersionsIT {
  private static final List<Route> TO_A = List.of(Route.of(RouteMatch.ANY, Forward.to("a")));

  /** What a caller got: interim statuses, the final one, the body and the trailer x-total. */
  private record Answer(List<Integer> statuses, String body, String total) {}

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Reads a chunked body to its end; what stands in the trailer of that name. */
  private static String readBody(InputStream in, String trailer, StringBuilder body)
      throws IOException {
    StringBuilder raw = new StringBuilder();
    while (!raw.toString().contains("0\r\n") || !raw.toString().endsWith("\r\n\r\n")) {
      raw.append((char) in.read());
    }
    String text = raw.toString();
    int last = text.lastIndexOf("0\r\n", text.indexOf(trailer));
    for (String line : text.substring(0, last).split("\r\n")) {
      body.append(line.length() > 1 ? line : "");
    }
    return text.substring(text.indexOf(trailer) + trailer.length() + 2).strip();
  }

  private static Backend oldBackend() throws IOException {
    return Backend.scripted(
        (self, in, out) -> {
          Wire.Message head = Wire.readHead(in);
          self.requests.add(head);
          if (head.start().startsWith("HEAD")) {
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
            return;
          }
          write(out, "HTTP/1.1 100 Continue\r\n\r\n");
          StringBuilder body = new StringBuilder();
          String sum = readBody(in, "x-sum", body);
          write(out, "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n");
          write(
              out,
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: x-total\r\n\r\n3\r\n"
                  + body
                  + "\r\n0\r\nx-total: "
                  + sum
                  + "\r\n\r\n");
          in.read();
        });
  }

  private static H2Backend recentBackend() throws IOException {
    return new H2Backend(
        (self, peer) -> {
          H2Peer.Frame head = peer.await(H2Peer.HEADERS, 1);
          self.requests.add(head);
          if (head.field(":method").equals("HEAD")) {
            peer.headers(1, true, ":status: 200", "content-length: 5");
          } else {
            peer.headers(1, false, ":status: 100");
            String body = peer.await(H2Peer.DATA, 1).text();
            String sum = peer.await(H2Peer.HEADERS, 1).field("x-sum");
            peer.headers(1, false, ":status: 103", "link: a");
            peer.headers(1, false, ":status: 200").data(1, body, false);
            peer.headers(1, true, "x-total: " + sum);
          }
          peer.atEnd();
        });
  }

  private static Answer askByHttp1(Proxy proxy) throws Exception {
    try (Client client = proxy.client()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nTE: trailers\r\nExpect: 100-continue\r\n"
              + "Transfer-Encoding: chunked\r\nTrailer: x-sum\r\n\r\n");
      List<Integer> statuses = new ArrayList<>();
      statuses.add(client.readHead().status());
      client.send("3\r\nabc\r\n0\r\nx-sum: 6\r\n\r\n");
      while (statuses.getLast() < 200) {
        statuses.add(client.readHead().status());
      }
      StringBuilder body = new StringBuilder();
      String total = readBody(client.in, "x-total", body);
      return new Answer(statuses, body.toString(), total);
    }
  }

  private static Answer askByHttp2(Proxy proxy) throws Exception {
    try (H2Peer client = H2Peer.client(proxy.address("http"))) {
      client.request(1, false, "POST", "/", "te: trailers", "expect: 100-continue");
      List<Integer> statuses = new ArrayList<>();
      statuses.add(status(client));
      client.data(1, "abc", false).headers(1, true, "x-sum: 6");
      while (statuses.getLast() < 200) {
        statuses.add(status(client));
      }
      String body = client.await(H2Peer.DATA, 1).text();
      H2Peer.Frame trailers = client.await(H2Peer.HEADERS, 1);
      assertThat(trailers.ends()).isTrue();
      return new Answer(statuses, body, trailers.field("x-total"));
    }
  }

  private static int status(H2Peer client) throws IOException {
    return Integer.parseInt(client.await(H2Peer.HEADERS, 1).field(":status"));
  }

  private static Cluster cluster(boolean http2, Backend old, H2Backend recent) {
    int port = http2 ? recent.port() : old.port();
    Cluster cluster = Cluster.of("a", List.of(Endpoint.of("127.0.0.1", port)));
    return http2 ? cluster.withHttp2() : cluster;
  }

  @ParameterizedTest(name = "caller by HTTP/{0}, endpoint by HTTP/{1}")
  @CsvSource({"1,1", "1,2", "2,1", "2,2"})
  @DisplayName("TM-163 expectations, interim responses and trailers pass between all versions")
  void expectationsInterimResponsesAndTrailersPass(int caller, int endpoint) throws Exception {
    // Given
    try (Backend old = oldBackend();
        H2Backend recent = recentBackend();
        Proxy proxy = Proxy.http(TO_A, cluster(endpoint == 2, old, recent))) {
      // When
      Answer answer = caller == 2 ? askByHttp2(proxy) : askByHttp1(proxy);

      // Then
      assertThat(answer).isEqualTo(new Answer(List.of(100, 103, 200), "abc", "6"));
      assertThat(
              endpoint == 2
                  ? recent.requests.getFirst().field("expect")
                  : old.requests.getFirst().header("expect"))
          .isEqualTo("100-continue");
    }
  }

  @ParameterizedTest(name = "caller by HTTP/{0}, endpoint by HTTP/{1}")
  @CsvSource({"1,1", "1,2", "2,1", "2,2"})
  @DisplayName("TM-163 the length that answers HEAD passes between all versions, without a body")
  void theAnswerToHeadHasALengthAndNoBody(int caller, int endpoint) throws Exception {
    try (Backend old = oldBackend();
        H2Backend recent = recentBackend();
        Proxy proxy = Proxy.http(TO_A, cluster(endpoint == 2, old, recent))) {
      if (caller == 2) {
        try (H2Peer client = H2Peer.client(proxy.address("http"))) {
          H2Peer.Frame head = client.request(1, true, "HEAD", "/").await(H2Peer.HEADERS, 1);
          assertThat(head.field("content-length")).isEqualTo("5");
          assertThat(head.ends()).isTrue();
        }
      } else {
        try (Client client = proxy.client()) {
          client.send("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
          assertThat(client.readHead().header("content-length")).isEqualTo("5");
          assertThat(client.atEnd()).isTrue();
        }
      }
    }
  }
}
