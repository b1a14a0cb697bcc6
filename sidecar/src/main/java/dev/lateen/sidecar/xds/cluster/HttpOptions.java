package dev.lateen.sidecar.xds.cluster;

import com.google.protobuf.Any;
import dev.lateen.sidecar.model.ConnectionPool;
import dev.lateen.sidecar.model.ConnectionPool.KeepAlive;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.UpstreamConnectionOptions;
import io.envoyproxy.envoy.config.core.v3.TcpKeepalive;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a cluster speaks HTTP.
 *
 * @param maxRequestsPerConnection 0 for no limit
 * @param http2 with prior knowledge
 * @param connections how long they live
 */
record HttpOptions(int maxRequestsPerConnection, boolean http2, ConnectionPool connections) {
  private static final String TYPE =
      "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

  @SuppressWarnings("deprecation") // older control planes still set them on the cluster itself
  static HttpOptions decode(Cluster cluster, FieldPath at) {
    int limit = Values.unsigned(cluster.getMaxRequestsPerConnection());
    boolean http2 = cluster.hasHttp2ProtocolOptions();
    Duration idle = ConnectionPool.DEFAULT.idleTimeout();
    Duration most = ConnectionPool.DEFAULT.maxDuration();
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
      io.envoyproxy.envoy.config.core.v3.HttpProtocolOptions common =
          options.getCommonHttpProtocolOptions();
      FieldPath commonField = field.at("common_http_protocol_options");
      if (common.hasMaxRequestsPerConnection()) {
        limit = Values.unsigned(common.getMaxRequestsPerConnection());
      }
      if (common.hasIdleTimeout()) {
        idle = Values.duration(common.getIdleTimeout(), commonField.at("idle_timeout"));
      }
      if (common.hasMaxConnectionDuration()) {
        most =
            Values.duration(
                common.getMaxConnectionDuration(), commonField.at("max_connection_duration"));
      }
    }
    return new HttpOptions(
        limit,
        http2,
        new ConnectionPool(idle, most, keepAlive(cluster.getUpstreamConnectionOptions())));
  }

  private static Optional<KeepAlive> keepAlive(UpstreamConnectionOptions options) {
    TcpKeepalive given = options.getTcpKeepalive();
    return options.hasTcpKeepalive()
        ? Optional.of(
            new KeepAlive(
                Values.unsigned(given.getKeepaliveTime()),
                Values.unsigned(given.getKeepaliveInterval()),
                Values.unsigned(given.getKeepaliveProbes())))
        : Optional.empty();
  }
}
