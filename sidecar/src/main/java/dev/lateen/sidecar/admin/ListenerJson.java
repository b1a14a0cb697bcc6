package dev.lateen.sidecar.admin;

import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.TcpProxy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

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
    JsonArray ranges = new JsonArray();
    chain
        .match()
        .prefixRanges()
        .forEach(range -> ranges.add(range.address() + "/" + range.prefixLength()));
    JsonObject json = new JsonObject().put("name", chain.name());
    chain.match().destinationPort().ifPresent(port -> json.put("destination_port", port));
    if (!ranges.isEmpty()) {
      json.put("prefix_ranges", ranges);
    }
    switch (chain.filter()) {
      case HttpConnectionManager http ->
          json.put("http", new JsonObject().put("route_config", http.routes().name()));
      case TcpProxy tcp ->
          json.put("tcp", new JsonObject().put("clusters", RouteJson.clusters(tcp.clusters())));
    }
    return json;
  }
}
