package dev.lateen.sidecar.xds.cluster;

import com.google.protobuf.Any;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.util.Map;

/**
 * How a cluster speaks HTTP.
 *
 * @param maxRequestsPerConnection 0 for no limit
 * @param http2 with prior knowledge
 */
record HttpOptions(int maxRequestsPerConnection, boolean http2) {
  private static final String TYPE =
      "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

  @SuppressWarnings("deprecation") // older control planes still set them on the cluster itself
  static HttpOptions decode(Cluster cluster, FieldPath at) {
    int limit = Values.unsigned(cluster.getMaxRequestsPerConnection());
    boolean http2 = cluster.hasHttp2ProtocolOptions();
    FieldPath field = at.at("typed_extension_protocol_options");
    for (Map.Entry<String, Any> entry : cluster.getTypedExtensionProtocolOptionsMap().entrySet()) {
      if (!entry.getValue().getTypeUrl().equals(TYPE)) {
        throw field.at(entry.getKey()).invalid("is not supported by this proxy");
      }
      HttpProtocolOptions options =
          Values.unpack(entry.getValue(), HttpProtocolOptions.parser(), field);
      field.unsupported(
          "upstream_http_protocol_options.auto_sni",
          options.getUpstreamHttpProtocolOptions().getAutoSni());
      field.unsupported("auto_config", options.hasAutoConfig());
      field.unsupported("http_filters", options.getHttpFiltersCount() > 1);
      field.unsupported(
          "explicit_http_config.http3_protocol_options",
          options.getExplicitHttpConfig().hasHttp3ProtocolOptions());
      http2 = options.getExplicitHttpConfig().hasHttp2ProtocolOptions();
      if (options.getCommonHttpProtocolOptions().hasMaxRequestsPerConnection()) {
        limit =
            Values.unsigned(options.getCommonHttpProtocolOptions().getMaxRequestsPerConnection());
      }
    }
    return new HttpOptions(limit, http2);
  }
}
