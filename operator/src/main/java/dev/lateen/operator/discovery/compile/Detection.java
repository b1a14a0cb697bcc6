package dev.lateen.operator.discovery.compile;

import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilter;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilterChainMatchPredicate;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilterChainMatchPredicate.MatchSet;
import io.envoyproxy.envoy.type.v3.Int32Range;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Ports whose protocol nobody named: each connection is looked at (UA-01). One that begins with an
 * HTTP/1 request is routed as HTTP, any other is carried as it is; HTTP/2 among them, because what
 * its endpoints speak is not known either. A client that says nothing for a moment is waiting for
 * its server, so that its connection goes on as bytes.
 */
final class Detection {
  /** How long a client that says nothing is waited for. */
  static final Duration TIMEOUT = Duration.ofMillis(300);

  private static final String PLAIN = "raw_buffer";
  private static final List<String> HTTP = List.of("http/1.0", "http/1.1");

  private Detection() {}

  /**
   * Chains that take HTTP away from others, which take all connections. The others are there twice:
   * a proxy looks at plain bytes or TLS before it looks at what they are, and does not come back.
   *
   * @param others of one destination
   */
  static List<FilterChain> before(List<FilterChain> others, Filter http) {
    Stream<FilterChain> taken =
        others.stream()
            .map(FilterChain::getFilterChainMatch)
            .map(match -> match.toBuilder().clearSourcePrefixRanges().build())
            .distinct()
            .map(match -> chain(match, http));
    return Stream.of(taken, others.stream().map(Detection::plain), others.stream())
        .flatMap(Function.identity())
        .toList();
  }

  private static FilterChain chain(FilterChainMatch match, Filter http) {
    return FilterChain.newBuilder()
        .setFilterChainMatch(
            match.toBuilder().setTransportProtocol(PLAIN).addAllApplicationProtocols(HTTP))
        .addFilters(http)
        .build();
  }

  private static FilterChain plain(FilterChain other) {
    var chain = other.toBuilder();
    chain.getFilterChainMatchBuilder().setTransportProtocol(PLAIN);
    return chain.build();
  }

  /** Makes a listener look at its connections. */
  static Listener.Builder in(Listener.Builder listener) {
    return in(listener, ListenerFilters.httpInspector());
  }

  private static Listener.Builder in(Listener.Builder listener, ListenerFilter inspector) {
    return listener
        .addListenerFilters(inspector)
        .setListenerFiltersTimeout(Protos.duration(TIMEOUT))
        .setContinueOnListenerFiltersTimeout(true);
  }

  /** Makes a listener look for TLS; what is silent or other is plaintext. */
  static void tls(Listener.Builder listener) {
    in(listener, ListenerFilters.tlsInspector());
  }

  /** Makes a listener look for TLS in its connections but those to some ports. */
  static void tlsBut(Listener.Builder listener, Collection<Integer> ports) {
    in(listener, ListenerFilters.tlsInspector().toBuilder().setFilterDisabled(any(ports)).build());
  }

  /** Makes a listener look at its connections to some ports alone. */
  static void in(Listener.Builder listener, Collection<Integer> ports) {
    if (!ports.isEmpty()) {
      in(listener);
      var last = listener.getListenerFiltersBuilder(listener.getListenerFiltersCount() - 1);
      last.setFilterDisabled(
          ListenerFilterChainMatchPredicate.newBuilder().setNotMatch(any(ports)));
    }
  }

  private static ListenerFilterChainMatchPredicate any(Collection<Integer> ports) {
    var predicates = ports.stream().sorted().map(Detection::port).toList();
    return predicates.size() == 1
        ? predicates.getFirst()
        : ListenerFilterChainMatchPredicate.newBuilder()
            .setOrMatch(MatchSet.newBuilder().addAllRules(predicates))
            .build();
  }

  private static ListenerFilterChainMatchPredicate port(int port) {
    return ListenerFilterChainMatchPredicate.newBuilder()
        .setDestinationPortRange(Int32Range.newBuilder().setStart(port).setEnd(port + 1))
        .build();
  }
}
