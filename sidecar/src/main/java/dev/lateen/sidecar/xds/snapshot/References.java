package dev.lateen.sidecar.xds.snapshot;

import dev.lateen.sidecar.model.DirectResponse;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.Redirect;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.TcpProxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which clusters have to exist for listeners to send traffic to. */
final class References {
  private References() {}

  /** Names of clusters, each with one user of it for messages. */
  static Map<String, String> of(List<Listener> listeners) {
    Map<String, String> users = new TreeMap<>();
    for (Listener listener : listeners) {
      Stream.concat(listener.filterChains().stream(), listener.defaultChain().stream())
          .forEach(chain -> chain(listener, chain, users));
    }
    return users;
  }

  private static void chain(Listener listener, FilterChain chain, Map<String, String> users) {
    switch (chain.filter()) {
      case HttpConnectionManager http -> {
        String user = "route configuration \"" + http.routes().name() + "\"";
        clusters(http.routes()).forEach(cluster -> users.putIfAbsent(cluster, user));
      }
      case TcpProxy tcp ->
          tcp.clusters()
              .forEach(
                  cluster ->
                      users.putIfAbsent(cluster.cluster(), "listener \"" + listener.name() + "\""));
    }
  }

  private static Stream<String> clusters(RouteTable table) {
    return table.virtualHosts().stream()
        .flatMap(host -> host.routes().stream())
        .flatMap(
            route ->
                switch (route.action()) {
                  case Forward forward -> clusters(forward);
                  case Redirect redirect -> Stream.empty();
                  case DirectResponse direct -> Stream.empty();
                });
  }

  private static Stream<String> clusters(Forward forward) {
    return Stream.concat(
        forward.clusters().stream()
            .filter(_ -> forward.needsClusters())
            .map(cluster -> cluster.cluster()),
        forward.mirrors().stream().map(mirror -> mirror.cluster()));
  }
}
