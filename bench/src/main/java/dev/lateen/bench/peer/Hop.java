package dev.lateen.bench.peer;

import dev.lateen.bench.scenario.Scenario;
import java.util.List;
import java.util.Map;

/**
 * One proxy on the way of a request.
 *
 * @param role {@code outbound} for the first, {@code inbound} for the second
 * @param listen port it listens on
 * @param next port it sends to
 * @param tlsFromCaller whether it terminates mutual TLS
 * @param tlsToNext whether it originates mutual TLS
 */
record Hop(String role, int listen, int next, boolean tlsFromCaller, boolean tlsToNext) {
  /** The hops of a scenario, the one where the load arrives first. */
  static List<Hop> of(Stage stage, Scenario scenario) {
    int backend = stage.backend().port(scenario);
    if (scenario.isOfHandshakes()) {
      return List.of(new Hop("inbound", stage.ports().next(), backend, true, false));
    }
    if (scenario.hops() == 1) {
      return List.of(new Hop("outbound", stage.ports().next(), backend, false, false));
    }
    int middle = stage.ports().next();
    boolean tls = scenario.mutualTls();
    return List.of(
        new Hop("outbound", stage.ports().next(), middle, false, tls),
        new Hop("inbound", middle, backend, tls, false));
  }

  /** Starts a peer's program for each hop, the last one first, and returns how they are reached. */
  static Deployment deploy(Stage stage, Scenario scenario, String peer, Program program) {
    List<Hop> hops = of(stage, scenario);
    List<Long> processes =
        hops.reversed().stream().map(hop -> hop.start(stage, scenario, peer, program)).toList();
    return new Deployment(hops.getFirst().listen(), processes);
  }

  /** Starts a peer's program for this hop and returns its process id. */
  long start(Stage stage, Scenario scenario, String peer, Program program) {
    String name = peer + "-" + scenario.name() + "-" + role;
    Launch launch = program.prepare(this, name);
    return stage.startProxy(name, launch.command(), launch.environment()).pid();
  }

  /** What a peer runs. */
  @FunctionalInterface
  interface Program {
    /** Makes ready what the program of a hop needs, under a name of its own. */
    Launch prepare(Hop hop, String name);
  }

  /**
   * How a program is started.
   *
   * @param command program and arguments
   * @param environment variables besides those of this process
   */
  record Launch(List<String> command, Map<String, String> environment) {
    static Launch of(String... command) {
      return new Launch(List.of(command), Map.of());
    }
  }
}
