package dev.lateen.bench.discovery;

import dev.lateen.bench.scenario.Protocol;
import dev.lateen.bench.scenario.Scenario;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the proxies of a scenario are told, in the shape that the operator's discovery gives it. */
public final class MeshSnapshots {
  private static final String TABLE = "http_proxy";
  private static final String INBOUND = "inbound|9080||";

  private final Scenario scenario;
  private final Certificates certificates;

  /**
   * Prepares them.
   *
   * @param certificates used where the scenario has mutual TLS
   */
  public MeshSnapshots(Scenario scenario, Certificates certificates) {
    this.scenario = scenario;
    this.certificates = certificates;
  }

  /**
   * The caller's proxy.
   *
   * @param port where the load arrives
   * @param next port of the next hop
   * @param accessLog written to where the scenario has one
   * @param tester the caller that has a rule of its own; another value is another configuration
   */
  public Snapshot outbound(int port, int next, Path accessLog, String tester) {
    List<Cluster> clusters = new ArrayList<>();
    List<ClusterLoadAssignment> assignments = new ArrayList<>();
    for (int service = 0; service < scenario.services(); service++) {
      String name = Routes.cluster(scenario, service);
      var cluster = Clusters.outbound(name, scenario.protocol());
      if (scenario.mutualTls()) {
        cluster.setTransportSocket(TransportSockets.upstream(certificates));
      }
      clusters.add(cluster.build());
      assignments.add(Clusters.assignment(name, next));
    }
    boolean tcp = scenario.protocol() == Protocol.TCP;
    Filter filter =
        tcp
            ? Listeners.tcp(Routes.cluster(scenario, 0))
            : Listeners.discovered(
                TABLE, Optional.of(accessLog).filter(log -> scenario.accessLog()));
    return Snapshot.of(
        List.of(Listeners.bound(TABLE, port, TrafficDirection.OUTBOUND, filter).build()),
        tcp ? List.of() : List.of(Routes.outbound(TABLE, scenario, tester)),
        clusters,
        assignments);
  }

  /** The proxy of the application that listens on a port. */
  public Snapshot inbound(int port, int application) {
    var listener =
        Listeners.bound(
            "inbound_" + port,
            port,
            TrafficDirection.INBOUND,
            Listeners.given(Routes.inbound(INBOUND)));
    if (scenario.mutualTls()) {
      listener
          .getFilterChainsBuilder(0)
          .setTransportSocket(TransportSockets.downstream(certificates));
    }
    return Snapshot.of(
        List.of(listener.build()),
        List.of(),
        List.of(Clusters.inbound(INBOUND, application, scenario.protocol()).build()),
        List.of());
  }
}
