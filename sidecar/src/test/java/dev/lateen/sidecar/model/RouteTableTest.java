package dev.lateen.sidecar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
  private record Head(String method, String path, String authority, Map<String, String> headers)
      implements RequestHead {
    @Override
    public String scheme() {
      return "http";
    }

    @Override
    public boolean hasHeader(String name) {
      return headers.containsKey(name);
    }

    @Override
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }

    @Override
    public Optional<String> parameter(String name) {
      return Optional.empty();
    }
  }

  private static VirtualHost host(String name, String... domains) {
    return new VirtualHost(name, List.of(domains), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "reviews, exact",
    "REVIEWS:9080, exact",
    "a.b.example.com, longer",
    "x.example.com, suffix",
    "example.com, any",
    "shop.org, longPrefix",
    "sho.p, prefix",
    "unknown, any"
  })
  void findsTheHostByExactThenLongestSuffixThenLongestPrefixThenAny(
      String authority, String expected) {
    RouteTable table =
        new RouteTable(
            "t",
            List.of(
                host("any", "*"),
                host("prefix", "sho*"),
                host("longPrefix", "shop.*"),
                host("suffix", "*.example.com"),
                host("longer", "*.b.example.com"),
                host("exact", "reviews", "reviews:9080")));
    assertThat(table.host(authority).orElseThrow().name()).isEqualTo(expected);
  }

  @Test
  void refusesADomainInTwoHosts() {
    assertThatThrownBy(() -> new RouteTable("t", List.of(host("a", "x"), host("b", "X"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"x\"");
  }

  @Test
  void matchesAllConditionsWithPseudoHeadersAndInversion() {
    RouteMatch match =
        RouteMatch.prefix("/a")
            .withHeaders(
                List.of(
                    HeaderMatch.of(":method", StringMatch.exact("GET")),
                    HeaderMatch.of(":authority", StringMatch.prefix("rev")),
                    new HeaderMatch("x-no", new StringMatch.Present(), true),
                    HeaderMatch.of("cookie", StringMatch.regex("^(.*?;)?(user=jason)(;.*)?$"))));
    assertThat(
            match.matches(new Head("GET", "/a/b", "reviews", Map.of("cookie", "x=y;user=jason"))))
        .isTrue();
    assertThat(match.matches(new Head("POST", "/a/b", "reviews", Map.of("cookie", "user=jason"))))
        .isFalse();
    assertThat(match.matches(new Head("GET", "/b", "reviews", Map.of("cookie", "user=jason"))))
        .isFalse();
    assertThat(match.matches(new Head("GET", "/a", "reviews", Map.of("cookie", "user=jasonx"))))
        .isFalse();
    assertThat(
            match.matches(
                new Head("GET", "/a", "reviews", Map.of("cookie", "user=jason", "x-no", ""))))
        .isFalse();
  }

  @Test
  void choosesTheChainByPortAndLongestRange() {
    NetworkFilter filter = TcpProxy.to("x", "c");
    FilterChain any = new FilterChain("any", FilterChainMatch.ANY, filter);
    FilterChain port = new FilterChain("port", FilterChainMatch.port(80), filter);
    FilterChain range =
        new FilterChain(
            "range",
            new FilterChainMatch(OptionalInt.of(80), List.of(new CidrRange("10.1.0.0", 15))),
            filter);
    Listener listener =
        new Listener(
            "l",
            "0.0.0.0",
            1,
            true,
            false,
            Direction.INBOUND,
            List.of(any, port, range),
            java.util.Optional.empty());
    assertThat(listener.chainFor(to("10.0.255.1", 80)).orElseThrow().name()).isEqualTo("range");
    assertThat(listener.chainFor(to("10.2.0.1", 80)).orElseThrow().name()).isEqualTo("port");
    assertThat(listener.chainFor(to("10.1.0.1", 81)).orElseThrow().name()).isEqualTo("any");
  }

  private static ConnectionFacts to(String address, int port) {
    return new ConnectionFacts(
        new InetSocketAddress(address, port),
        new InetSocketAddress("127.0.0.1", 40_000),
        Sniffed.PLAIN);
  }
}
