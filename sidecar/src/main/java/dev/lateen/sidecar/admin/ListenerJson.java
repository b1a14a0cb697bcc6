package dev.lateen.sidecar.admin;

import static dev.lateen.sidecar.admin.Documents.array;
import static dev.lateen.sidecar.admin.Documents.object;
import static dev.lateen.sidecar.admin.Documents.objects;

import dev.lateen.sidecar.model.CidrRange;
import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.FilterChainMatch;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.TcpProxy;
import dev.lateen.sidecar.model.TlsCertificate;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** Listeners as JSON, for people. Written by hand: reflection would not survive a native build. */
final class ListenerJson {
  private ListenerJson() {}

  static JsonObjectBuilder of(Listener listener) {
    JsonObjectBuilder json =
        object()
            .add("name", listener.name())
            .add("address", listener.address())
            .add("port", listener.port())
            .add("bound", listener.bound())
            .add("use_original_dst", listener.usesOriginalDestination())
            .add("direction", listener.direction().name())
            .add("filter_chains", objects(listener.filterChains(), ListenerJson::chain));
    listener.defaultChain().ifPresent(chain -> json.add("default_filter_chain", chain(chain)));
    return json;
  }

  private static JsonObjectBuilder chain(FilterChain chain) {
    JsonObjectBuilder json = match(chain.match()).add("name", chain.name());
    chain.tls().ifPresent(tls -> json.add("tls", tls(tls)));
    switch (chain.filter()) {
      case HttpConnectionManager http ->
          json.add("http", object().add("route_config", http.routes().name()));
      case TcpProxy tcp ->
          json.add("tcp", object().add("clusters", RouteJson.clusters(tcp.clusters())));
    }
    return json;
  }

  private static JsonObjectBuilder match(FilterChainMatch match) {
    JsonObjectBuilder json = object();
    match.destinationPort().ifPresent(port -> json.add("destination_port", port));
    match.transport().ifPresent(transport -> json.add("transport_protocol", transport.name()));
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

  private static void list(JsonObjectBuilder json, String name, List<?> values) {
    if (!values.isEmpty()) {
      json.add(name, array(values));
    }
  }

  /** Without the key. */
  private static JsonObjectBuilder tls(DownstreamTls tls) {
    return object()
        .add("require_client_certificate", tls.requireClientCertificate())
        .add("minimum_version", tls.parameters().minimum().protocol())
        .add("maximum_version", tls.parameters().maximum().protocol())
        .add("alpn_protocols", array(tls.parameters().applicationProtocols()))
        .add(
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
