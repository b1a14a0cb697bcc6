package dev.lateen.sidecar.xds.listener;

import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.FilterChainMatch;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import dev.lateen.sidecar.xds.tls.TransportSockets;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.time.Duration;
import java.util.Optional;

/** Decodes {@code config.listener.v3.FilterChain}. */
final class ChainDecoder {
  private static final String PREFIX = "type.googleapis.com/envoy.extensions.filters.network.";
  private static final String HTTP = PREFIX + "http_connection_manager.v3.HttpConnectionManager";
  private static final String TCP = PREFIX + "tcp_proxy.v3.TcpProxy";

  private ChainDecoder() {}

  static PendingChain decode(
      io.envoyproxy.envoy.config.listener.v3.FilterChain chain, FieldPath at) {
    Optional<DownstreamTls> tls =
        TransportSockets.downstream(
            chain.getTransportSocket(), handshakeTimeout(chain, at), at.at("transport_socket"));
    FilterChainMatch match =
        ChainMatchDecoder.decode(chain.getFilterChainMatch(), at.at("filter_chain_match"));
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
                      Values.unpack(filter.getTypedConfig(), TcpProxy.parser(), field),
                      TcpFaultDecoder.decode(chain.getMetadata(), at.at("metadata")),
                      field)),
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
}
