package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.platform.model.Protocol;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import java.util.List;
import java.util.stream.Stream;

/**
 * The filter chains of one inbound port, as its mode demands (AU-010, AU-019). Where both are
 * taken, TLS with the mesh's ALPN is terminated and all else goes on as without a mesh, the
 * applications' own TLS among it. Where nobody is taken connections lead nowhere.
 *
 * @param trustDomains the names of the trust domain whose callers are let in
 */
record InboundChains(Admission admission, List<String> trustDomains) {
  private static final String TLS = "tls";

  /** Whether connections must be looked at for TLS. */
  boolean looksForTls() {
    return admission == Admission.EITHER || admission == Admission.MUTUAL;
  }

  /** Whether connections without mutual TLS are served. */
  boolean takesPlaintext() {
    return admission == Admission.PLAINTEXT || admission == Admission.EITHER;
  }

  /**
   * The chains.
   *
   * @param at the condition on the destination
   * @param http what serves requests
   * @param tcp what serves connections. Where the protocol is unknown that is all that can serve
   *     one with mutual TLS: no proxy looks inside
   */
  List<FilterChain> of(FilterChainMatch at, Protocol protocol, Filter http, Filter tcp) {
    Filter filter = protocol.isHttp() ? http : tcp;
    FilterChain plain = chain(at.toBuilder(), filter);
    List<FilterChain> plaintext =
        protocol == Protocol.UNKNOWN ? Detection.before(List.of(plain), http) : List.of(plain);
    return switch (admission) {
      case NONE -> List.of(chain(at.toBuilder(), TcpFilters.to(SharedClusters.BLACK_HOLE)));
      case PLAINTEXT -> plaintext;
      case MUTUAL -> List.of(mutual(tls(at), filter));
      case EITHER ->
          Stream.concat(
                  Stream.of(
                      mutual(tls(at).addAllApplicationProtocols(MeshTls.PROTOCOLS), filter),
                      chain(tls(at), filter)),
                  plaintext.stream())
              .toList();
    };
  }

  private static FilterChainMatch.Builder tls(FilterChainMatch at) {
    return at.toBuilder().setTransportProtocol(TLS);
  }

  private FilterChain mutual(FilterChainMatch.Builder match, Filter filter) {
    return chain(match, filter).toBuilder()
        .setTransportSocket(MeshTls.downstream(trustDomains))
        .build();
  }

  private static FilterChain chain(FilterChainMatch.Builder match, Filter filter) {
    var chain = FilterChain.newBuilder().addFilters(filter);
    FilterChainMatch built = match.build();
    return built.equals(FilterChainMatch.getDefaultInstance())
        ? chain.build()
        : chain.setFilterChainMatch(built).build();
  }
}
