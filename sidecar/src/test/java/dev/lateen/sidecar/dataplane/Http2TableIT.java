package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.FaultPolicy;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.Fraction;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.HttpLimits;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.VirtualHost;
import io.netty.handler.codec.http2.Http2Error;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables in {@code src/test/resources/http2}, on the wire: floods, limits, ambiguities. */
@DisplayName("HTTP/2 on the wire")
class Http2TableIT {
  private static final int LARGEST_FRAME = 16_384;
  private static final int LATER = 1_000_001;
  private static final HttpLimits IMPATIENT =
      new HttpLimits(
          16 << 10,
          60 << 10,
          100,
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          Duration.ofMillis(300));

  private static Backend backend;
  private static Proxy patient;
  private static Proxy impatient;

  @BeforeAll
  static void start() throws Exception {
    backend = Backend.saying("ok");
    patient = proxy(HttpLimits.DEFAULT);
    impatient = proxy(IMPATIENT);
  }

  @AfterAll
  static void stop() {
    patient.close();
    impatient.close();
    backend.close();
  }

  private static Proxy proxy(HttpLimits limits) throws Exception {
    List<Route> routes =
        List.of(
            Route.of(RouteMatch.exact("/held"), Forward.to("a"))
                .withFault(FaultPolicy.delay(Duration.ofHours(1), Fraction.ALL)),
            Route.of(RouteMatch.ANY, Forward.to("a")));
    RouteTable table =
        new RouteTable("http", List.of(new VirtualHost("all", List.of("*"), routes)));
    Proxy proxy = new Proxy();
    proxy.apply(
        Proxy.model(
            "1",
            HttpConnectionManager.of("http", table).withLimits(limits),
            Proxy.cluster("a", backend)));
    return proxy;
  }

  static Stream<H2Case> cases() {
    return H2Case.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void onTheWire(H2Case one) throws Exception {
    Proxy proxy = one.options().contains("impatient") ? impatient : patient;
    try (H2Peer client = H2Peer.client(proxy.address("http"))) {
      client.await(H2Peer.SETTINGS, 0);
      // When
      try {
        for (H2Case.Repeat repeat : one.sends()) {
          send(client, repeat);
        }
      } catch (IOException ended) {
        // the proxy does not want to hear more
      }
      // Then
      for (H2Case.Result result : one.results()) {
        verify(client, result);
      }
    }
    assertServes(proxy);
  }

  private static void send(H2Peer client, H2Case.Repeat repeat) throws IOException {
    for (int i = 0; i < repeat.times(); i++) {
      for (H2Case.Send frame : repeat.frames()) {
        int stream = frame.stream() + (frame.next() ? 2 * i : 0);
        send(client, frame, stream);
      }
    }
  }

  /** Fields that need more than a frame continue; of all else the table says where it is cut. */
  private static void send(H2Peer client, H2Case.Send frame, int stream) throws IOException {
    byte[] payload = payload(client, frame);
    if (frame.type() != H2Peer.HEADERS || payload.length <= LARGEST_FRAME) {
      client.frame(frame.type(), frame.flags(), stream, payload);
      return;
    }
    client.frame(
        H2Peer.HEADERS,
        frame.flags() & ~H2Peer.END_HEADERS,
        stream,
        Arrays.copyOf(payload, LARGEST_FRAME));
    for (int at = LARGEST_FRAME; at < payload.length; at += LARGEST_FRAME) {
      int end = Math.min(payload.length, at + LARGEST_FRAME);
      client.frame(
          H2Peer.CONTINUATION,
          end == payload.length ? H2Peer.END_HEADERS : 0,
          stream,
          Arrays.copyOfRange(payload, at, end));
    }
  }

  private static byte[] payload(H2Peer client, H2Case.Send frame) throws IOException {
    boolean block = frame.type() == H2Peer.HEADERS || frame.type() == H2Peer.CONTINUATION;
    if (frame.payload().startsWith("raw ")) {
      return bytes(frame.payload().substring(4));
    }
    if (!block || frame.payload().isEmpty()) {
      return bytes(frame.payload());
    }
    String fields =
        frame
            .payload()
            .replace("{get}", ":method: GET | :scheme: http | :path: / | :authority: a")
            .replace("{post}", ":method: POST | :scheme: http | :path: / | :authority: a")
            .replace("{held}", ":method: POST | :scheme: http | :path: /held | :authority: a");
    return client.block(text(fields).split(" \\| "));
  }

  private static String text(String written) {
    return WireText.bytes(written + "\\");
  }

  private static byte[] bytes(String written) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (int number = written.indexOf("\\{"); number >= 0; number = written.indexOf("\\{", at)) {
      int end = written.indexOf('}', number);
      String inside = written.substring(number + 2, end);
      text.append(text(written.substring(at, number)));
      if (inside.contains("*")) {
        text.append(text(written.substring(number, end + 1)));
      } else {
        byte[] octets = ByteBuffer.allocate(4).putInt((int) Long.parseLong(inside)).array();
        text.append(new String(octets, StandardCharsets.ISO_8859_1));
      }
      at = end + 1;
    }
    text.append(text(written.substring(at)));
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void verify(H2Peer client, H2Case.Result result) throws IOException {
    switch (result.word(0)) {
      case "reset" -> {
        int stream = Integer.parseInt(result.word(1));
        H2Peer.Frame reset = client.await(H2Peer.RST_STREAM, stream);
        assertThat(Http2Error.valueOf(reset.error())).hasToString(result.word(2));
        if (result.words().size() == 3) {
          assertServes(client);
        }
      }
      case "answer" -> {
        int stream = Integer.parseInt(result.word(1));
        H2Peer.Frame head = client.await(H2Peer.HEADERS, stream);
        assertThat(head.field(":status")).isEqualTo(result.word(2));
        assertServes(client);
      }
      case "goaway" -> {
        H2Peer.Frame last = client.await(H2Peer.GOAWAY, 0);
        assertThat(Http2Error.valueOf(last.error())).hasToString(result.word(1));
        assertThat(client.atEnd()).isTrue();
      }
      case "end" -> assertThat(isEnded(client)).isTrue();
      default -> throw new IllegalArgumentException("unknown result: " + result);
    }
  }

  /** What is still under way is lost when the proxy has closed. */
  private static boolean isEnded(H2Peer client) throws IOException {
    try {
      return client.atEnd();
    } catch (SocketException reset) {
      return true;
    }
  }

  private static void assertServes(H2Peer client) throws IOException {
    client.request(LATER, true, "GET", "/");
    assertThat(client.body(LATER)).isEqualTo("ok");
  }

  private static void assertServes(Proxy proxy) throws Exception {
    try (H2Peer other = H2Peer.client(proxy.address("http"))) {
      assertThat(other.request(1, true, "GET", "/").body(1)).isEqualTo("ok");
    }
  }
}
