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
    return Optional.empty();
  }

  @Override
  public int warmUp() {
    return 400_000;
  }

  @Override
  public Deployment start(Stage stage, Scenario scenario) {
    return Hop.deploy(stage, scenario, name, program(stage, scenario));
  }

  /**
   * Starts the first hop of a scenario whose rules can be changed while it runs.
   *
   * @return what sets the caller that has a rule of its own; the first one is set
   */
  public Ruled startRuled(Stage stage, Scenario scenario) {
    Hop hop = Hop.of(stage, scenario).getFirst();
    long process = hop.start(stage, scenario, name, program(stage, scenario));
    String node = name + "-" + scenario.name() + "-" + hop.role();
    return new Ruled(
        new Deployment(hop.listen(), List.of(process)),
        tester -> MeshPeers.publish(stage, scenario, hop, node, tester));
  }

  private Hop.Program program(Stage stage, Scenario scenario) {
    return (hop, node) -> {
      MeshPeers.publish(stage, scenario, hop, node, MeshPeers.FIRST_TESTER);
      return new Hop.Launch(List.of(command.getFirst()), environment(stage, node));
    };
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
