package dev.lateen.bench.peer;

import dev.lateen.bench.discovery.MeshSnapshots;
import dev.lateen.bench.scenario.Scenario;

/** What the proxies that follow discovery have in common: an identity, and what it is told. */
final class MeshPeers {
  private MeshPeers() {}

  /** The caller with a rule of its own that proxies are told about at first. */
  static final String FIRST_TESTER = "tester";

  /** Publishes what the proxy of a hop is told, and returns the name it asks under. */
  static String publish(Stage stage, Scenario scenario, Hop hop, String name, String tester) {
    var snapshots = new MeshSnapshots(scenario, stage.certificates());
    String id = id(name);
    stage
        .discovery()
        .publish(
            id,
            hop.role().equals("inbound")
                ? snapshots.inbound(hop.listen(), hop.next())
                : snapshots.outbound(
                    hop.listen(),
                    hop.next(),
                    stage.folder().resolve(name + "-access.log"),
                    tester));
    return id;
  }

  /** The node id of a sidecar of that name. */
  static String id(String name) {
    return "sidecar~127.0.0.1~" + name + ".default~default.svc.cluster.local";
  }
}
