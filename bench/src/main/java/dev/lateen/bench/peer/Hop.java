package dev.lateen.bench.peer;

import dev.lateen.bench.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

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
    if (scenario.hops() == 1) {
      return List.of(new Hop("outbound", stage.ports().next(), backend, false, false));
    }
    int middle = stage.ports().next();
    boolean tls = scenario.mutualTls();
    return List.of(
        new Hop("outbound", stage.ports().next(), middle, false, tls),
        new Hop("inbound", middle, backend, tls, false));
  }

  /** Starts each hop, the last one first, and returns how they are reached. */
  static Deployment deploy(Stage stage, Scenario scenario, Start start) {
    List<Hop> hops = of(stage, scenario);
    List<Long> processes = new ArrayList<>();
    for (Hop hop : hops.reversed()) {
      processes.add(start.start(hop));
    }
    return new Deployment(hops.getFirst().listen(), processes);
  }

  /** Starts the program of a hop. */
  @FunctionalInterface
  interface Start {
    /** Its process id. */
    long start(Hop hop);
  }
}
