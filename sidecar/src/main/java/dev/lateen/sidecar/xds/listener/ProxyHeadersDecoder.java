package dev.lateen.sidecar.xds.listener;

import dev.lateen.sidecar.model.ProxyHeaders;
import dev.lateen.sidecar.model.ProxyHeaders.ServerPolicy;
import dev.lateen.sidecar.xds.decode.FieldPath;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;

/** Decodes what a connection manager writes into messages of its own accord (TM-069). */
final class ProxyHeadersDecoder {
  private ProxyHeadersDecoder() {}

  static ProxyHeaders decode(HttpConnectionManager manager, FieldPath at) {
    at.unsupported("xff_num_trusted_hops", manager.getXffNumTrustedHops() != 0);
    return new ProxyHeaders(
        manager.getServerName().isEmpty() ? ProxyHeaders.DEFAULT.server() : manager.getServerName(),
        server(manager, at),
        manager.getUseRemoteAddress().getValue(),
        !manager.getSkipXffAppend(),
        !manager.hasGenerateRequestId() || manager.getGenerateRequestId().getValue(),
        manager.getPreserveExternalRequestId());
  }

  private static ServerPolicy server(HttpConnectionManager manager, FieldPath at) {
    return switch (manager.getServerHeaderTransformation()) {
      case OVERWRITE -> ServerPolicy.OVERWRITE;
      case APPEND_IF_ABSENT -> ServerPolicy.APPEND_IF_ABSENT;
      case PASS_THROUGH -> ServerPolicy.PASS_THROUGH;
      case UNRECOGNIZED ->
          throw at.at("server_header_transformation")
              .invalid("unknown value " + manager.getServerHeaderTransformationValue());
    };
  }
}
