package dev.lateen.bench.peer;

import dev.lateen.bench.scenario.Scenario;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A sidecar with one event loop.
 *
 * @param name as results call it
 * @param command the program and, for one that takes them, options of its virtual machine
 */
public record Lateen(String name, List<String> command) implements Peer {
  /**
   * A sidecar that follows.
   *
   * @param deployment its process
   * @param rule sets the caller that has a rule of its own
   */
  public record Ruled(Deployment deployment, Consumer<String> rule) {}

  /** Takes a copy. */
  public Lateen {
    command = List.copyOf(command);
  }

  @Override
  public Optional<String> unable(Scenario scenario) {
    return NotYet.reason(scenario);
  }

  @Override
  public int warmUp() {
    return 200_000;
  }

  @Override
  public Deployment start(Stage stage, Scenario scenario) {
    return Hop.deploy(
        stage,
        scenario,
        hop -> {
          publish(stage, scenario, hop, MeshPeers.FIRST_TESTER);
          return start(stage, scenario, hop);
        });
  }

  /**
   * Starts the first hop of a scenario whose rules can be changed while it runs.
   *
   * @return what sets the caller that has a rule of its own; the first one is set
   */
  public Ruled startRuled(Stage stage, Scenario scenario) {
    Hop hop = Hop.of(stage, scenario).getFirst();
    publish(stage, scenario, hop, MeshPeers.FIRST_TESTER);
    return new Ruled(
        new Deployment(hop.listen(), List.of(start(stage, scenario, hop))),
        tester -> publish(stage, scenario, hop, tester));
  }

  private void publish(Stage stage, Scenario scenario, Hop hop, String tester) {
    MeshPeers.publish(stage, scenario, hop, process(scenario, hop), tester);
  }

  private long start(Stage stage, Scenario scenario, Hop hop) {
    String process = process(scenario, hop);
    return stage
        .startProxy(process, List.of(command.getFirst()), environment(stage, process))
        .pid();
  }

  private String process(Scenario scenario, Hop hop) {
    return name + "-" + scenario.name() + "-" + hop.role();
  }

  private Map<String, String> environment(Stage stage, String process) {
    var environment = new HashMap<String, String>();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("LATEEN_JAVA_OPTS", String.join(" ", command.subList(1, command.size())));
    environment.put("LATEEN_NODE_NAME", process);
    environment.put("LATEEN_DISCOVERY_ADDRESS", "127.0.0.1:" + stage.discovery().port());
    environment.put("LATEEN_ADMIN_PORT", "0");
    environment.put("LATEEN_EVENT_LOOPS", "1");
    environment.put("LATEEN_DRAIN_SECONDS", "0");
    return environment;
  }
}
