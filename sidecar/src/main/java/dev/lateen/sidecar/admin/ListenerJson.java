package dev.lateen.sidecar.admin;

import dev.lateen.sidecar.model.CidrRange;
import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.FilterChainMatch;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.TcpProxy;
import dev.lateen.sidecar.model.TlsCertificate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Listeners as JSON, for people. Written by hand: reflection would not survive a native build. */
final class ListenerJson {
  private ListenerJson() {}

  static JsonObject of(Listener listener) {
    JsonArray chains = new JsonArray();
    listener.filterChains().forEach(chain -> chains.add(chain(chain)));
    JsonObject json =
        new JsonObject()
            .put("name", listener.name())
            .put("address", listener.address())
            .put("port", listener.port())
            .put("bound", listener.bound())
            .put("use_original_dst", listener.usesOriginalDestination())
            .put("direction", listener.direction().name())
            .put("filter_chains", chains);
    listener.defaultChain().ifPresent(chain -> json.put("default_filter_chain", chain(chain)));
    return json;
  }

  private static JsonObject chain(FilterChain chain) {
    JsonObject json = match(chain.match()).put("name", chain.name());
    chain.tls().ifPresent(tls -> json.put("tls", tls(tls)));
    switch (chain.filter()) {
      case HttpConnectionManager http ->
          json.put("http", new JsonObject().put("route_config", http.routes().name()));
      case TcpProxy tcp ->
          json.put("tcp", new JsonObject().put("clusters", RouteJson.clusters(tcp.clusters())));
    }
    return json;
  }

  private static JsonObject match(FilterChainMatch match) {
    JsonObject json = new JsonObject();
    match.destinationPort().ifPresent(port -> json.put("destination_port", port));
    match.transport().ifPresent(transport -> json.put("transport_protocol", transport.name()));
    list(json, "prefix_ranges", match.prefixRanges().stream().map(ListenerJson::text).toList());
    list(json, "server_names", match.serverNames());
    list(json, "application_protocols", match.applicationProtocols().stream().sorted().toList());
    list(
        json,
        "source_prefix_ranges",
        match.sourcePrefixRanges().stream().map(ListenerJson::text).toList());
    list(json, "source_ports", match.sourcePorts().stream().sorted().toList());
    return json;
  }

  private static String text(CidrRange range) {
    return range.address() + "/" + range.prefixLength();
  }

  private static void list(JsonObject json, String name, List<?> values) {
    if (!values.isEmpty()) {
      json.put(name, new JsonArray(values));
    }
  }

  /** Without the key. */
  private static JsonObject tls(DownstreamTls tls) {
    return new JsonObject()
        .put("require_client_certificate", tls.requireClientCertificate())
        .put("minimum_version", tls.parameters().minimum().protocol())
        .put("maximum_version", tls.parameters().maximum().protocol())
        .put("alpn_protocols", new JsonArray(tls.parameters().applicationProtocols()))
        .put(
            "certificate_chain",
            tls.parameters().certificate().map(ListenerJson::certificate).orElse(""));
  }

  private static String certificate(TlsCertificate certificate) {
    return switch (certificate) {
      case TlsCertificate.Given given -> given.chain();
      case TlsCertificate.Own own -> "that of this workload";
    };
  }
}
