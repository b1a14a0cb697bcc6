package dev.lateen.operator.discovery.compile;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.lateen.operator.platform.model.MeshSettings;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLog;
import io.envoyproxy.envoy.config.core.v3.SubstitutionFormatString;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.access_loggers.file.v3.FileAccessLog;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A line on the proxy's standard output for each request and each connection of bytes (PO-098),
 * added to whatever listeners the other parts have made.
 */
final class AccessLogs {
  private static final String PATH = "/dev/stdout";

  /** The fields of Envoy's default text, and who the peers proved to be, by name. */
  private static final Map<String, String> FIELDS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("start_time", "%START_TIME%"),
              Map.entry("method", "%REQ(:METHOD)%"),
              Map.entry("path", "%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%"),
              Map.entry("protocol", "%PROTOCOL%"),
              Map.entry("response_code", "%RESPONSE_CODE%"),
              Map.entry("response_flags", "%RESPONSE_FLAGS%"),
              Map.entry("bytes_received", "%BYTES_RECEIVED%"),
              Map.entry("bytes_sent", "%BYTES_SENT%"),
              Map.entry("duration", "%DURATION%"),
              Map.entry("upstream_service_time", "%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)%"),
              Map.entry("x_forwarded_for", "%REQ(X-FORWARDED-FOR)%"),
              Map.entry("user_agent", "%REQ(USER-AGENT)%"),
              Map.entry("request_id", "%REQ(X-REQUEST-ID)%"),
              Map.entry("authority", "%REQ(:AUTHORITY)%"),
              Map.entry("source_principal", "%DOWNSTREAM_PEER_URI_SAN%"),
              Map.entry("destination_principal", "%UPSTREAM_PEER_URI_SAN%"),
              Map.entry("upstream_host", "%UPSTREAM_HOST%"),
              Map.entry("upstream_cluster", "%UPSTREAM_CLUSTER%"),
              Map.entry("route_name", "%ROUTE_NAME%")));

  private final Optional<AccessLog> log;

  private AccessLogs(Optional<AccessLog> log) {
    this.log = log;
  }

  static AccessLogs of(MeshSettings.AccessLog wanted) {
    var file = FileAccessLog.newBuilder().setPath(PATH);
    return switch (wanted) {
      case NONE -> new AccessLogs(Optional.empty());
      case TEXT -> new AccessLogs(Optional.of(log(file)));
      case JSON -> {
        var json = Struct.newBuilder();
        FIELDS.forEach(
            (name, value) ->
                json.putFields(name, Value.newBuilder().setStringValue(value).build()));
        yield new AccessLogs(
            Optional.of(
                log(file.setLogFormat(SubstitutionFormatString.newBuilder().setJsonFormat(json)))));
      }
    };
  }

  private static AccessLog log(FileAccessLog.Builder file) {
    return AccessLog.newBuilder()
        .setName("envoy.access_loggers.file")
        .setTypedConfig(Protos.any(file.build()))
        .build();
  }

  /** The listener with the log in each of its filters. */
  Listener added(Listener listener) {
    return log.map(wanted -> added(listener.toBuilder(), wanted)).orElse(listener);
  }

  private static Listener added(Listener.Builder listener, AccessLog log) {
    listener.getFilterChainsBuilderList().forEach(chain -> add(chain, log));
    if (listener.hasDefaultFilterChain()) {
      add(listener.getDefaultFilterChainBuilder(), log);
    }
    return listener.build();
  }

  private static void add(FilterChain.Builder chain, AccessLog log) {
    for (Filter.Builder filter : chain.getFiltersBuilderList()) {
      Any config = filter.getTypedConfig();
      try {
        if (config.is(HttpConnectionManager.class)) {
          var manager = config.unpack(HttpConnectionManager.class).toBuilder();
          filter.setTypedConfig(Protos.any(manager.addAccessLog(log).build()));
        } else if (config.is(TcpProxy.class)) {
          var proxy = config.unpack(TcpProxy.class).toBuilder();
          filter.setTypedConfig(Protos.any(proxy.addAccessLog(log).build()));
        }
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException("a filter made here cannot be read", e);
      }
    }
  }
}
