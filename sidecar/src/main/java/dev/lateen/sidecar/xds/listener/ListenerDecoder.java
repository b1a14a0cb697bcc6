package dev.lateen.sidecar.xds.listener;

import dev.lateen.sidecar.model.Direction;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.xds.decode.Addresses;
import dev.lateen.sidecar.xds.decode.FieldPath;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilter;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decodes {@code config.listener.v3.Listener}. */
public final class ListenerDecoder {
  private static final String PREFIX = "type.googleapis.com/envoy.extensions.filters.listener.";

  private static final String ORIGINAL_DESTINATION = PREFIX + "original_dst.v3.OriginalDst";
  private static final Set<String> KNOWN_FILTERS =
      Set.of(
          ORIGINAL_DESTINATION,
          DetectionDecoder.HTTP_INSPECTOR,
          PREFIX + "tls_inspector.v3.TlsInspector");

  private ListenerDecoder() {}

  /**
   * A listener.
   *
   * @throws dev.lateen.sidecar.xds.decode.InvalidResourceException when it cannot be obeyed
   */
  public static ListenerResource decode(io.envoyproxy.envoy.config.listener.v3.Listener listener) {
    FieldPath at = FieldPath.of("Listener", listener.getName());
    refuse(listener, at);
    Listener frame = frame(listener, at);
    List<PendingChain> chains = new ArrayList<>();
    for (int i = 0; i < listener.getFilterChainsCount(); i++) {
      chains.add(ChainDecoder.decode(listener.getFilterChains(i), at.at("filter_chains", i)));
    }
    Optional<PendingChain> defaultChain =
        listener.hasDefaultFilterChain()
            ? Optional.of(
                ChainDecoder.decode(
                    listener.getDefaultFilterChain(), at.at("default_filter_chain")))
            : Optional.empty();
    if (chains.isEmpty() && defaultChain.isEmpty()) {
      throw at.at("filter_chains").invalid("is empty; a listener needs a chain");
    }
    return new ListenerResource(
        frame.withChains(
            DetectionDecoder.decode(listener, chains, at), List.of(), Optional.empty()),
        chains,
        defaultChain);
  }

  private static void refuse(
      io.envoyproxy.envoy.config.listener.v3.Listener listener, FieldPath at) {
    if (listener.getName().isEmpty()) {
      throw at.at("name").invalid("is empty; name the listener");
    }
    at.unsupported("additional_addresses", listener.getAdditionalAddressesCount() > 0);
    at.unsupported("filter_chain_matcher", listener.hasFilterChainMatcher());
    at.unsupported("transparent", listener.getTransparent().getValue());
    at.unsupported("freebind", listener.getFreebind().getValue());
    at.unsupported("socket_options", listener.getSocketOptionsCount() > 0);
    at.unsupported("udp_listener_config", listener.hasUdpListenerConfig());
    at.unsupported("api_listener", listener.hasApiListener());
    at.unsupported("internal_listener", listener.hasInternalListener());
    for (int i = 0; i < listener.getListenerFiltersCount(); i++) {
      ListenerFilter filter = listener.getListenerFilters(i);
      if (!KNOWN_FILTERS.contains(filter.getTypedConfig().getTypeUrl())) {
        throw at.at("listener_filters", i)
            .invalid("filter \"" + filter.getName() + "\" is not supported");
      }
    }
  }

  /** The filter alone restores the destination; unbound inbound listeners there are none. */
  private static boolean restoresDestination(
      io.envoyproxy.envoy.config.listener.v3.Listener listener) {
    return listener.getListenerFiltersList().stream()
        .anyMatch(filter -> filter.getTypedConfig().getTypeUrl().equals(ORIGINAL_DESTINATION));
  }

  private static Listener frame(
      io.envoyproxy.envoy.config.listener.v3.Listener listener, FieldPath at) {
    SocketAddress address = Addresses.tcp(listener.getAddress(), at.at("address"));
    try {
      return new Listener(
          listener.getName(),
          InetAddress.ofLiteral(address.getAddress()).getHostAddress(),
          address.getPortValue(),
          !listener.hasBindToPort() || listener.getBindToPort().getValue(),
          listener.getUseOriginalDst().getValue() || restoresDestination(listener),
          listener.getTrafficDirection() == TrafficDirection.INBOUND
              ? Direction.INBOUND
              : Direction.OUTBOUND,
          List.of(),
          Optional.empty());
    } catch (IllegalArgumentException e) {
      throw at.at("address.socket_address").invalid(e);
    }
  }
}
