package dev.lateen.sidecar.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChainChoiceTest {
  private static final Sniffed EXAMPLE =
      Sniffed.tls(Optional.of("www.example.com"), List.of("h2", "http/1.1"));

  @Test
  void theExactServerNameComesBeforeTheLongestWildcard() {
    List<FilterChain> chains =
        List.of(
            chain("any", FilterChainMatch.ANY),
            chain("com", FilterChainMatch.serverNames("*.com")),
            chain("example", FilterChainMatch.serverNames("*.example.com")),
            chain("exact", FilterChainMatch.serverNames("www.example.com")));

    assertThat(choose(chains, EXAMPLE)).isEqualTo("exact");
    assertThat(choose(chains.subList(0, 3), EXAMPLE)).isEqualTo("example");
    assertThat(choose(chains.subList(0, 2), EXAMPLE)).isEqualTo("com");
    assertThat(choose(chains, Sniffed.tls(Optional.of("example.com"), List.of()))).isEqualTo("com");
    assertThat(choose(chains, Sniffed.tls(Optional.empty(), List.of()))).isEqualTo("any");
    assertThat(choose(chains, Sniffed.PLAIN)).isEqualTo("any");
  }

  @Test
  void plainBytesAndTlsAndTheirProtocolsAreToldApart() {
    List<FilterChain> chains =
        List.of(
            chain("http", FilterChainMatch.applicationProtocols("http/1.1", "h2c")),
            chain(
                "tls",
                new FilterChainMatch(
                    OptionalInt.empty(),
                    List.of(),
                    List.of(),
                    Optional.of(Sniffed.Transport.TLS),
                    Set.of(),
                    List.of(),
                    Set.of())));

    assertThat(choose(chains, EXAMPLE)).isEqualTo("tls");
    assertThat(choose(chains, Sniffed.http("h2c"))).isEqualTo("http");
    assertThat(choose(chains, Sniffed.PLAIN)).isEqualTo("none");
  }

  @Test
  void thereIsNoWayBackFromAnEarlierCondition() {
    // The port is looked at before the name: the chain of any port is out, although only it fits.
    List<FilterChain> chains =
        List.of(
            chain("name", FilterChainMatch.serverNames("www.example.com")),
            chain(
                "port",
                new FilterChainMatch(
                    OptionalInt.of(443),
                    List.of(),
                    List.of("other.example.com"),
                    Optional.empty(),
                    Set.of(),
                    List.of(),
                    Set.of())));

    assertThat(choose(chains, EXAMPLE)).isEqualTo("none");
  }

  @Test
  void theLongestSourceRangeIsTheMostSpecific() {
    List<FilterChain> chains =
        List.of(
            chain("all", FilterChainMatch.sources(new CidrRange("0.0.0.0", 0))),
            chain("net", FilterChainMatch.sources(new CidrRange("10.0.0.0", 8))),
            chain(
                "host",
                FilterChainMatch.sources(
                    new CidrRange("10.1.2.3", 32), new CidrRange("192.168.0.0", 16))));

    assertThat(choose(chains, Sniffed.PLAIN)).isEqualTo("host");
    assertThat(choose(chains.subList(0, 2), Sniffed.PLAIN)).isEqualTo("net");
  }

  private static String choose(List<FilterChain> chains, Sniffed sniffed) {
    return ChainChoice.of(
            chains,
            new ConnectionFacts(
                new InetSocketAddress("10.9.9.9", 443),
                new InetSocketAddress("10.1.2.3", 40_000),
                sniffed))
        .map(FilterChain::name)
        .orElse("none");
  }

  private static FilterChain chain(String name, FilterChainMatch match) {
    return new FilterChain(name, match, TcpProxy.to("x", "x"));
  }
}
