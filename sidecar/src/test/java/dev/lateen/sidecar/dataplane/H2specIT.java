package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lateen.sidecar.model.Direction;
import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.HttpCodec;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.ProxyHeaders;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.TlsParameters;
import dev.lateen.sidecar.model.TlsTrust;
import dev.lateen.sidecar.model.VirtualHost;
import dev.lateen.sidecar.tls.TestCertificates;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The conformance cases of h2spec, a program that {@code bin/h2spec} builds. */
@Tag("h2spec")
class H2specIT {
  /**
   * On a port in the clear that takes both versions what does not begin like HTTP/2 is HTTP/1, and
   * answered 400 as such; RFC 9113 3.4 allows to leave out GOAWAY, and the connection is closed.
   */
  private static final String NOT_OURS = "Sends invalid connection preface";

  /** The listeners of a mesh. */
  private enum Place {
    INBOUND,
    OUTBOUND,
    GATEWAY
  }

  @ParameterizedTest(name = "{0} with codec {1}, TLS {2}: {3} of 146")
  @CsvSource({
    "INBOUND,AUTO,false,145",
    "INBOUND,HTTP2,false,146",
    "INBOUND,AUTO,true,146",
    "OUTBOUND,AUTO,false,145",
    "OUTBOUND,AUTO,true,146",
    "GATEWAY,AUTO,false,145",
    "GATEWAY,HTTP2,false,146",
    "GATEWAY,AUTO,true,146"
  })
  void passesEveryCase(Place place, HttpCodec codec, boolean tls, int passed) throws Exception {
    String program = System.getenv("LATEEN_H2SPEC");
    assumeTrue(program != null && !program.isEmpty(), "SKIPPED: LATEEN_H2SPEC names no h2spec");
    // Given
    try (Backend backend = Backend.saying("hello");
        Proxy proxy = new Proxy()) {
      proxy.apply(model(place, codec, tls, backend));
      // When
      String report = run(program, proxy.address("http"), tls);
      // Then
      assertThat(report.lines().filter(line -> line.contains("×")).map(String::strip).distinct())
          .as(report)
          .allMatch(line -> line.endsWith(NOT_OURS));
      assertThat(report).contains("146 tests, " + passed + " passed");
    }
  }

  private static String run(String program, InetSocketAddress address, boolean tls)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(program, "--strict"));
    command.addAll(List.of("--host", address.getAddress().getHostAddress()));
    command.addAll(List.of("--port", Integer.toString(address.getPort())));
    if (tls) {
      command.addAll(List.of("--tls", "--insecure"));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return report;
  }

  private static ProxyModel model(Place place, HttpCodec codec, boolean tls, Backend backend) {
    Route route = Route.of(RouteMatch.ANY, Forward.to("a"));
    HttpConnectionManager manager =
        HttpConnectionManager.of(
                "http",
                new RouteTable(
                    "http", List.of(new VirtualHost("all", List.of("*"), List.of(route)))))
            .withCodec(codec)
            .withHeaders(
                place == Place.GATEWAY ? ProxyHeaders.DEFAULT.atEdge() : ProxyHeaders.DEFAULT);
    DownstreamTls terminated =
        DownstreamTls.of(
            TlsParameters.trusting(new TlsTrust.Anyone())
                .withCertificate(TestCertificates.authority("mesh").forHost("reviews").model()));
    FilterChain chain = FilterChain.any(manager);
    return ProxyModel.of(
        "1",
        List.of(
            new Listener(
                "http",
                "127.0.0.1",
                0,
                true,
                false,
                place == Place.OUTBOUND ? Direction.OUTBOUND : Direction.INBOUND,
                List.of(),
                Optional.of(tls ? chain.withTls(terminated) : chain))),
        List.of(Proxy.cluster("a", backend)));
  }
}
