package dev.lateen.sidecar.xds.listener;

import dev.lateen.sidecar.model.Detection;
import dev.lateen.sidecar.model.FilterChainMatch;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.List;

/**
 * Decodes which first bytes a listener waits for: those that its chains ask about, and HTTP only
 * where the inspector is asked for too. As in Envoy the TLS inspector need not be.
 */
final class DetectionDecoder {
  static final String HTTP_INSPECTOR =
      "type.googleapis.com/envoy.extensions.filters.listener.http_inspector.v3.HttpInspector";

  private DetectionDecoder() {}

  static Detection decode(Listener listener, List<PendingChain> chains, FieldPath at) {
    List<FilterChainMatch> matches = chains.stream().map(chain -> chain.chain().match()).toList();
    boolean tls = matches.stream().anyMatch(FilterChainMatch::looksAtFirstBytes);
    boolean http =
        inspectsHttp(listener)
            && matches.stream().anyMatch(match -> !match.applicationProtocols().isEmpty());
    if (!tls && !http) {
      return Detection.NONE;
    }
    return new Detection(
        tls,
        http,
        listener.hasListenerFiltersTimeout()
            ? Values.duration(
                listener.getListenerFiltersTimeout(), at.at("listener_filters_timeout"))
            : Detection.DEFAULT_TIMEOUT,
        listener.getContinueOnListenerFiltersTimeout());
  }

  private static boolean inspectsHttp(Listener listener) {
    return listener.getListenerFiltersList().stream()
        .anyMatch(filter -> filter.getTypedConfig().getTypeUrl().equals(HTTP_INSPECTOR));
  }
}
