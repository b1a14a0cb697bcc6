package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.util.Optional;

/** How a cluster speaks HTTP (TM-163, TM-089). */
final class UpstreamProtocols {
  private static final String EXTENSION = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

  private UpstreamProtocols() {}

  /** Adds the options to a cluster that needs other than the defaults. */
  static void apply(
      Cluster.Builder cluster, Destination destination, Optional<DestinationPolicySpec> policy) {
    var common = policy.flatMap(ConnectionLimits::http);
    if (!destination.protocol().isHttp2() && common.isEmpty()) {
      return;
    }
    HttpProtocolOptions.Builder options = options(destination.protocol().isHttp2());
    common.ifPresent(options::setCommonHttpProtocolOptions);
    cluster.putTypedExtensionProtocolOptions(EXTENSION, Protos.any(options.build()));
  }

  /** Speaks HTTP/2 without being asked to, as HTTP/2 and gRPC ports do. */
  static void http2(Cluster.Builder cluster) {
    cluster.putTypedExtensionProtocolOptions(EXTENSION, Protos.any(options(true).build()));
  }

  private static HttpProtocolOptions.Builder options(boolean http2) {
    var options = HttpProtocolOptions.newBuilder();
    var explicit = options.getExplicitHttpConfigBuilder();
    if (http2) {
      explicit.setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance());
    } else {
      explicit.setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance());
    }
    return options;
  }
}
