package dev.lateen.sidecar.xds.listener;

import com.google.protobuf.Any;
import dev.lateen.sidecar.model.HttpCodec;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.HttpLimits;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Http2OptionsDecoder;
import dev.lateen.sidecar.xds.decode.Values;
import dev.lateen.sidecar.xds.route.RouteConfigurationDecoder;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.CodecType;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decodes {@code http_connection_manager.v3.HttpConnectionManager}. */
final class HttpDecoder {
  private static final String PREFIX = "type.googleapis.com/envoy.extensions.filters.http.";
  private static final String ROUTER = PREFIX + "router.v3.Router";
  private static final String CORS = PREFIX + "cors.v3.Cors";

  /** Says to Envoy when to resolve names; here the cluster does. */
  private static final String FORWARD_PROXY = PREFIX + "dynamic_forward_proxy.v3.FilterConfig";

  private static final String FAULT = PREFIX + "fault.v3.HTTPFault";

  private HttpDecoder() {}

  /** The manager; its table is empty where the routes come by RDS. */
  static HttpConnectionManager decode(
      io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3
              .HttpConnectionManager
          manager,
      FieldPath at) {
    refuse(manager, at);
    for (int i = 0; i < manager.getHttpFiltersCount(); i++) {
      filter(manager.getHttpFilters(i), at.at("http_filters", i));
    }
    Set<String> upgrades = new HashSet<>();
    for (var config : manager.getUpgradeConfigsList()) {
      if (!config.hasEnabled() || config.getEnabled().getValue()) {
        upgrades.add(config.getUpgradeType().toLowerCase(Locale.ROOT));
      }
    }
    RouteTable table =
        manager.hasRouteConfig()
            ? RouteConfigurationDecoder.decode(manager.getRouteConfig(), at.at("route_config"))
            : RouteTable.empty(manager.getRds().getRouteConfigName());
    return new HttpConnectionManager(
        manager.getStatPrefix(),
        table,
        limits(manager, at),
        upgrades,
        ProxyHeadersDecoder.decode(manager, at),
        codec(manager.getCodecType(), at.at("codec_type")),
        Http2OptionsDecoder.decode(
            manager.getHttp2ProtocolOptions(), at.at("http2_protocol_options")),
        AccessLogDecoder.decode(manager.getAccessLogList(), at));
  }

  private static HttpCodec codec(CodecType type, FieldPath at) {
    return switch (type) {
      case AUTO -> HttpCodec.AUTO;
      case HTTP1 -> HttpCodec.HTTP1;
      case HTTP2 -> HttpCodec.HTTP2;
      case HTTP3, UNRECOGNIZED -> throw at.invalid("is not supported by this proxy; use AUTO");
    };
  }

  /** Name of the RDS resource, where the routes come from one. */
  static Optional<String> routeConfiguration(
      io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3
              .HttpConnectionManager
          manager,
      FieldPath at) {
    return switch (manager.getRouteSpecifierCase()) {
      case ROUTE_CONFIG -> Optional.empty();
      case RDS -> {
        var source = manager.getRds().getConfigSource();
        FieldPath field = at.at("rds");
        field.unsupported("config_source", !source.hasAds() && !source.hasSelf());
        if (manager.getRds().getRouteConfigName().isEmpty()) {
          throw field.at("route_config_name").invalid("is empty; name a route configuration");
        }
        yield Optional.of(manager.getRds().getRouteConfigName());
      }
      case SCOPED_ROUTES, ROUTESPECIFIER_NOT_SET ->
          throw at.invalid("has neither rds nor route_config");
    };
  }

  private static void refuse(
      io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3
              .HttpConnectionManager
          manager,
      FieldPath at) {
    at.unsupported("strip_matching_host_port", manager.getStripMatchingHostPort());
    at.unsupported("strip_any_host_port", manager.getStripAnyHostPort());
    at.unsupported("strip_trailing_host_dot", manager.getStripTrailingHostDot());
    at.unsupported("local_reply_config", manager.hasLocalReplyConfig());
    at.unsupported("request_timeout", positive(manager.getRequestTimeout()));
    at.unsupported(
        "early_header_mutation_extensions", manager.getEarlyHeaderMutationExtensionsCount() > 0);
  }

  private static boolean positive(com.google.protobuf.Duration duration) {
    return duration.getSeconds() > 0 || duration.getNanos() > 0;
  }

  private static void filter(HttpFilter filter, FieldPath at) {
    Any config = filter.getTypedConfig();
    switch (config.getTypeUrl()) {
      case ROUTER, CORS, FORWARD_PROXY -> {}
      case FAULT -> {
        HTTPFault fault = Values.unpack(config, HTTPFault.parser(), at.at("typed_config"));
        at.unsupported("delay", fault.hasDelay());
        at.unsupported("abort", fault.hasAbort());
      }
      default -> {
        if (!filter.getIsOptional() && !filter.getDisabled()) {
          throw at.invalid(
              "filter \""
                  + filter.getName()
                  + "\" of type \""
                  + config.getTypeUrl()
                  + "\" is not supported; leave it out or mark it is_optional");
        }
      }
    }
  }

  private static HttpLimits limits(
      io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3
              .HttpConnectionManager
          manager,
      FieldPath at) {
    HttpLimits defaults = HttpLimits.DEFAULT;
    return new HttpLimits(
        defaults.maxRequestLineBytes(),
        manager.hasMaxRequestHeadersKb()
            ? Math.multiplyExact(
                Math.clamp(Values.unsigned(manager.getMaxRequestHeadersKb()), 1, 8192), 1024)
            : defaults.maxHeaderBytes(),
        manager.getCommonHttpProtocolOptions().hasMaxHeadersCount()
            ? Math.clamp(
                Values.unsigned(manager.getCommonHttpProtocolOptions().getMaxHeadersCount()),
                1,
                Integer.MAX_VALUE)
            : defaults.maxHeaders(),
        duration(
            manager.hasRequestHeadersTimeout(),
            manager.getRequestHeadersTimeout(),
            defaults.headersTimeout(),
            at.at("request_headers_timeout")),
        duration(
            manager.hasStreamIdleTimeout(),
            manager.getStreamIdleTimeout(),
            defaults.bodyTimeout(),
            at.at("stream_idle_timeout")),
        duration(
            manager.getCommonHttpProtocolOptions().hasIdleTimeout(),
            manager.getCommonHttpProtocolOptions().getIdleTimeout(),
            defaults.idleTimeout(),
            at.at("common_http_protocol_options.idle_timeout")));
  }

  private static Duration duration(
      boolean given, com.google.protobuf.Duration value, Duration ifAbsent, FieldPath at) {
    return given ? Values.duration(value, at) : ifAbsent;
  }
}
