package dev.lateen.operator.discovery.compile;

import io.envoyproxy.envoy.config.listener.v3.ListenerFilter;
import io.envoyproxy.envoy.extensions.filters.listener.original_dst.v3.OriginalDst;

/** Filters that run before a filter chain is chosen. */
final class ListenerFilters {
  private ListenerFilters() {}

  /** Restores where a redirected connection wanted to go. */
  static ListenerFilter originalDestination() {
    return ListenerFilter.newBuilder()
        .setName("envoy.filters.listener.original_dst")
        .setTypedConfig(Protos.any(OriginalDst.getDefaultInstance()))
        .build();
  }
}
