package dev.lateen.sidecar.xds.cluster;

import com.google.protobuf.Any;
import dev.lateen.sidecar.model.ConnectionPool;
import dev.lateen.sidecar.model.ConnectionPool.KeepAlive;
import dev.lateen.sidecar.model.UpstreamHttp;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Http2OptionsDecoder;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.UpstreamConnectionOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.TcpKeepalive;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a cluster speaks HTTP.
 *
 * @param maxRequestsPerConnection 0 for no limit
 * @param http which version
 * @param connections how long they live
 */
record HttpOptions(int maxRequestsPerConnection, UpstreamHttp http, ConnectionPool connections) {
  private static final String TYPE =
      "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

  @SuppressWarnings("deprecation") // older control planes still set them on the cluster itself
  static HttpOptions decode(Cluster cluster, FieldPath at) {
    int limit = Values.unsigned(cluster.getMaxRequestsPerConnection());
    UpstreamHttp http =
        cluster.hasHttp2ProtocolOptions()
            ? http2(cluster.getHttp2ProtocolOptions(), at.at("http2_protocol_options"))
            : new UpstreamHttp.Http1();
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
      field.unsupported("http_filters", options.getHttpFiltersCount() > 1);
      http = http(options, field);
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
        http,
        new ConnectionPool(idle, most, keepAlive(cluster.getUpstreamConnectionOptions())));
  }

  private static UpstreamHttp http(HttpProtocolOptions options, FieldPath at) {
    var given = options.getExplicitHttpConfig();
    var chosen = options.getAutoConfig();
    at.unsupported("explicit_http_config.http3_protocol_options", given.hasHttp3ProtocolOptions());
    at.unsupported("auto_config.http3_protocol_options", chosen.hasHttp3ProtocolOptions());
    if (options.hasAutoConfig()) {
      return new UpstreamHttp.Negotiated(
          Http2OptionsDecoder.decode(
              chosen.getHttp2ProtocolOptions(), at.at("auto_config.http2_protocol_options")));
    }
    return given.hasHttp2ProtocolOptions()
        ? http2(
            given.getHttp2ProtocolOptions(), at.at("explicit_http_config.http2_protocol_options"))
        : new UpstreamHttp.Http1();
  }

  private static UpstreamHttp http2(Http2ProtocolOptions options, FieldPath at) {
    return new UpstreamHttp.Http2(Http2OptionsDecoder.decode(options, at));
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
