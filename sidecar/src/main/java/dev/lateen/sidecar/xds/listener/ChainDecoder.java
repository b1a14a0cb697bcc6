package dev.lateen.sidecar.xds.listener;

import dev.lateen.sidecar.model.CidrRange;
import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.FilterChainMatch;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import dev.lateen.sidecar.xds.tls.TransportSockets;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch.ConnectionSourceType;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Decodes {@code config.listener.v3.FilterChain}. */
final class ChainDecoder {
  private static final String PREFIX = "type.googleapis.com/envoy.extensions.filters.network.";
  private static final String HTTP = PREFIX + "http_connection_manager.v3.HttpConnectionManager";
  private static final String TCP = PREFIX + "tcp_proxy.v3.TcpProxy";
  private static final Set<String> PLAIN = Set.of("", "raw_buffer");

  private ChainDecoder() {}

  static PendingChain decode(
      io.envoyproxy.envoy.config.listener.v3.FilterChain chain, FieldPath at) {
    Optional<DownstreamTls> tls =
        TransportSockets.downstream(
            chain.getTransportSocket(), handshakeTimeout(chain, at), at.at("transport_socket"));
    FilterChainMatch match = match(chain.getFilterChainMatch(), at.at("filter_chain_match"));
    if (chain.getFiltersCount() != 1) {
      throw at.at("filters")
          .invalid("must be one http_connection_manager or tcp_proxy and nothing else");
    }
    Filter filter = chain.getFilters(0);
    FieldPath field = at.at("filters", 0).at("typed_config");
    return switch (filter.getTypedConfig().getTypeUrl()) {
      case HTTP -> http(chain.getName(), match, tls, filter, field);
      case TCP ->
          new PendingChain(
              new FilterChain(
                  chain.getName(),
                  match,
                  tls,
                  TcpDecoder.decode(
                      Values.unpack(filter.getTypedConfig(), TcpProxy.parser(), field), field)),
              Optional.empty());
      default ->
          throw field.invalid(
              "filter \""
                  + filter.getName()
                  + "\" of type \""
                  + filter.getTypedConfig().getTypeUrl()
                  + "\" is not supported");
    };
  }

  private static PendingChain http(
      String name,
      FilterChainMatch match,
      Optional<DownstreamTls> tls,
      Filter filter,
      FieldPath at) {
    HttpConnectionManager manager =
        Values.unpack(filter.getTypedConfig(), HttpConnectionManager.parser(), at);
    return new PendingChain(
        new FilterChain(name, match, tls, HttpDecoder.decode(manager, at)),
        HttpDecoder.routeConfiguration(manager, at));
  }

  private static Duration handshakeTimeout(
      io.envoyproxy.envoy.config.listener.v3.FilterChain chain, FieldPath at) {
    return chain.hasTransportSocketConnectTimeout()
        ? Values.duration(
            chain.getTransportSocketConnectTimeout(), at.at("transport_socket_connect_timeout"))
        : DownstreamTls.DEFAULT_HANDSHAKE_TIMEOUT;
  }

  private static FilterChainMatch match(
      io.envoyproxy.envoy.config.listener.v3.FilterChainMatch match, FieldPath at) {
    at.unsupported("address_suffix", !match.getAddressSuffix().isEmpty());
    at.unsupported("source_type", match.getSourceType() != ConnectionSourceType.ANY);
    at.unsupported("source_prefix_ranges", match.getSourcePrefixRangesCount() > 0);
    at.unsupported("direct_source_prefix_ranges", match.getDirectSourcePrefixRangesCount() > 0);
    at.unsupported("source_ports", match.getSourcePortsCount() > 0);
    at.unsupported("server_names", match.getServerNamesCount() > 0);
    at.unsupported("transport_protocol", !PLAIN.contains(match.getTransportProtocol()));
    at.unsupported("application_protocols", match.getApplicationProtocolsCount() > 0);
    List<CidrRange> ranges = new ArrayList<>();
    for (int i = 0; i < match.getPrefixRangesCount(); i++) {
      ranges.add(range(match.getPrefixRanges(i), at.at("prefix_ranges", i)));
    }
    return new FilterChainMatch(
        match.hasDestinationPort()
            ? OptionalInt.of(match.getDestinationPort().getValue())
            : OptionalInt.empty(),
        ranges);
  }

  private static CidrRange range(io.envoyproxy.envoy.config.core.v3.CidrRange range, FieldPath at) {
    try {
      return new CidrRange(range.getAddressPrefix(), range.getPrefixLen().getValue());
    } catch (IllegalArgumentException e) {
      throw at.invalid(e);
    }
  }
}
