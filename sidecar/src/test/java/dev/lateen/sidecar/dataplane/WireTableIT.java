package dev.lateen.sidecar.dataplane;

import static dev.lateen.sidecar.dataplane.WireCase.Direction.CLIENT_GETS;
import static dev.lateen.sidecar.dataplane.WireCase.Direction.CLIENT_SENDS;
import static dev.lateen.sidecar.dataplane.WireCase.Direction.UPSTREAM_GETS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.HttpLimits;
import dev.lateen.sidecar.model.ProxyHeaders;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.VirtualHost;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables in {@code src/test/resources/http1}, on the wire: what is framed in two ways, or is no
 * HTTP, is refused, nothing is smuggled, and what is allowed passes byte by byte.
 */
class WireTableIT {
  private static final List<String> TABLES =
      List.of(
          "request-line",
          "fields",
          "host",
          "framing",
          "chunked",
          "hop-by-hop",
          "connections",
          "responses",
          "limits");
  private static final Pattern ADDED =
      Pattern.compile(
          "(?im)^(x-request-id|x-forwarded-proto|x-envoy-expected-rq-timeout-ms"
              + "|x-envoy-upstream-service-time): [^\r\n]*\r\n");
  private static final ProxyHeaders SERVER_UNTOUCHED =
      new ProxyHeaders("", ProxyHeaders.ServerPolicy.PASS_THROUGH, false, true, true, false);
  private static final String REQUEST = "GET %s HTTP/1.1\r\nHost: a\r\n\r\n";

  static Stream<Arguments> cases() {
    return TABLES.stream()
        .flatMap(table -> WireCase.parse(read(table)).stream().map(c -> Arguments.of(table, c)));
  }

  /** The cases of all tables. */
  static List<WireCase> all() {
    return TABLES.stream().flatMap(table -> WireCase.parse(read(table)).stream()).toList();
  }

  private static String read(String table) {
    try (InputStream in = WireTableIT.class.getResourceAsStream("/http1/" + table + ".cases")) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Each case has a proxy of its own and mostly waits, so that several can run at once. */
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void onTheWire(String table, WireCase wireCase) throws Exception {
    try (RawUpstream upstream = new RawUpstream(wireCase);
        Proxy proxy = proxy(wireCase, upstream);
        RawClient client = new RawClient(proxy.address("http"))) {
      // When
      converse(wireCase, client);
      // Then
      awaitResponses(wireCase, client);
      verifyUpstream(wireCase, upstream);
      verifyClient(wireCase, client);
      if (wireCase.fate() == WireCase.Fate.OPEN) {
        probe(wireCase, upstream, client);
      }
    }
  }

  private static Proxy proxy(WireCase wireCase, RawUpstream upstream) throws Exception {
    HttpLimits usual = HttpLimits.DEFAULT;
    HttpLimits limits =
        new HttpLimits(
            wireCase.number("line-bytes").orElse(usual.maxRequestLineBytes()),
            wireCase.number("header-bytes").orElse(usual.maxHeaderBytes()),
            wireCase.number("header-count").orElse(usual.maxHeaders()),
            millis(wireCase, "headers-timeout", usual.headersTimeout()),
            millis(wireCase, "body-timeout", usual.bodyTimeout()),
            millis(wireCase, "idle-timeout", usual.idleTimeout()));
    VirtualHost all =
        new VirtualHost("all", List.of("*"), List.of(Route.of(RouteMatch.ANY, Forward.to("a"))));
    HttpConnectionManager manager =
        HttpConnectionManager.of("http", new RouteTable("http", List.of(all)))
            .withLimits(limits)
            .withHeaders(SERVER_UNTOUCHED);
    Proxy proxy = new Proxy();
    proxy.apply(Proxy.model("1", manager, Proxy.cluster("a", upstream.backend())));
    return proxy;
  }

  private static Duration millis(WireCase wireCase, String option, Duration otherwise) {
    return wireCase.number(option).stream()
        .mapToObj(Duration::ofMillis)
        .findFirst()
        .orElse(otherwise);
  }

  private static void converse(WireCase wireCase, RawClient client) throws IOException {
    StringBuilder due = new StringBuilder();
    for (WireCase.Step step : wireCase.steps()) {
      if (step.direction() == CLIENT_GETS) {
        due.append(step.bytes());
      } else if (step.direction() == CLIENT_SENDS) {
        String before = due.toString();
        await().until(() -> plain(client.received()).startsWith(before));
        if (wireCase.has("split")) {
          client.trickle(step.bytes());
        } else {
          client.send(step.bytes());
        }
      }
    }
    if (wireCase.fate() == WireCase.Fate.CLOSE && !wireCase.has("alone")) {
      client.send(REQUEST.formatted("/smuggled"));
    }
    if (wireCase.has("ends")) {
      client.end();
    }
  }

  private static void awaitResponses(WireCase wireCase, RawClient client) {
    if (wireCase.fate() == WireCase.Fate.OPEN) {
      await()
          .until(
              () ->
                  client.isEnded()
                      || responses(wireCase, client).size() >= wireCase.statuses().size());
      assertThat(client.isEnded()).as("closed after " + client.received()).isFalse();
    } else {
      await().until(client::isEnded);
    }
  }

  private static List<RawResponses.Response> responses(WireCase wireCase, RawClient client) {
    return RawResponses.of(client.received(), wireCase, client.isEnded()).responses();
  }

  private static void verifyUpstream(WireCase wireCase, RawUpstream upstream) {
    if (!wireCase.has("upstream any")) {
      String expected = wireCase.bytes(UPSTREAM_GETS);
      await().untilAsserted(() -> assertThat(plain(upstream.received())).isEqualTo(expected));
    }
    assertThat(upstream.received()).doesNotContain("/smuggled");
  }

  private static void verifyClient(WireCase wireCase, RawClient client) {
    RawResponses got = RawResponses.of(client.received(), wireCase, client.isEnded());
    boolean cut = wireCase.fate() == WireCase.Fate.CUT;
    if (cut) {
      assertThat(got.rest()).startsWith("HTTP/1.1 " + wireCase.statuses().getLast() + " ");
    } else {
      assertThat(got.responses())
          .extracting(RawResponses.Response::status)
          .isEqualTo(wireCase.statuses());
    }
    if (!wireCase.bytes(CLIENT_GETS).isEmpty()) {
      assertThat(plain(client.received())).isEqualTo(wireCase.bytes(CLIENT_GETS));
    } else if (!cut) {
      assertThat(got.rest()).isEmpty();
    }
    if (wireCase.fate() == WireCase.Fate.CLOSE
        && !wireCase.statuses().isEmpty()
        && !wireCase.has("unsaid")) {
      assertThat(got.responses().getLast().head()).contains("\r\nconnection: close\r\n");
    }
  }

  /** The next request on the connection gets the answer to itself, and nobody else's bytes. */
  private static void probe(WireCase wireCase, RawUpstream upstream, RawClient client)
      throws IOException {
    int before = wireCase.statuses().size();
    String received = upstream.received();
    client.send(REQUEST.formatted(RawUpstream.PROBE));
    await().until(() -> client.isEnded() || responses(wireCase, client).size() > before);
    RawResponses.Response last = responses(wireCase, client).getLast();
    assertThat(last.body()).isEqualTo("probe");
    assertThat(plain(upstream.received()))
        .isEqualTo(plain(received) + REQUEST.formatted(RawUpstream.PROBE));
  }

  private static String plain(String bytes) {
    return ADDED.matcher(bytes).replaceAll("");
  }
}
