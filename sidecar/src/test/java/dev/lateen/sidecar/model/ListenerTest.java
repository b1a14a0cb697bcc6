package dev.lateen.sidecar.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListenerTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final FilterChain TLS =
      new FilterChain("tls", FilterChainMatch.serverNames("a.example"), TcpProxy.to("x", "x"));

  @Test
  void aSilentClientIsGivenUpSoonWhereAServerMaySpeakFirst() {
    assertThat(patience(Optional.of(FilterChain.any(TcpProxy.to("x", "x"))))).isEqualTo(SHORT);
  }

  @Test
  void aSilentClientOfHttpIsWaitedFor() {
    var http = HttpConnectionManager.of("http", new RouteTable("http", List.of()));
    assertThat(patience(Optional.of(FilterChain.any(http)))).isEqualTo(Detection.PATIENCE);
  }

  @Test
  void aSilentClientThatMustProveWhoItIsIsWaitedFor() {
    assertThat(patience(Optional.empty())).isEqualTo(Detection.PATIENCE);
  }

  private static Duration patience(Optional<FilterChain> plain) {
    // Given
    var listener =
        new Listener(
            "in",
            "127.0.0.1",
            0,
            true,
            false,
            Direction.INBOUND,
            new Detection(true, false, SHORT, true),
            List.of(TLS),
            plain);
    // When
    return listener
        .detectionFor(
            new ConnectionFacts(
                new InetSocketAddress("10.9.9.9", 443),
                new InetSocketAddress("10.1.2.3", 40_000),
                Sniffed.PLAIN))
        .timeout();
  }
}
