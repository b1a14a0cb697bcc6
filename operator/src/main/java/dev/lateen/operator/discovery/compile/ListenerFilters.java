package dev.lateen.operator.discovery.compile;

import io.envoyproxy.envoy.config.listener.v3.ListenerFilter;
import io.envoyproxy.envoy.extensions.filters.listener.http_inspector.v3.HttpInspector;
import io.envoyproxy.envoy.extensions.filters.listener.original_dst.v3.OriginalDst;
import io.envoyproxy.envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector;

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

  /** Sees whether a connection begins with HTTP. */
  static ListenerFilter httpInspector() {
    return ListenerFilter.newBuilder()
        .setName("envoy.filters.listener.http_inspector")
        .setTypedConfig(Protos.any(HttpInspector.getDefaultInstance()))
        .build();
  }

  /** Sees whether a connection begins with TLS, and for whom. */
  static ListenerFilter tlsInspector() {
    return ListenerFilter.newBuilder()
        .setName("envoy.filters.listener.tls_inspector")
        .setTypedConfig(Protos.any(TlsInspector.getDefaultInstance()))
        .build();
  }
}
