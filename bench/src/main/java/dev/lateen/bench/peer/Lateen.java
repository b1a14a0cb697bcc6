package dev.lateen.bench.peer;

import dev.lateen.bench.scenario.Scenario;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sidecar with one event loop.
 *
 * @param name as results call it
 * @param command the program and, for one that takes them, options of its virtual machine
 */
public record Lateen(String name, List<String> command) implements Peer {
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
          String process = name + "-" + scenario.name() + "-" + hop.role();
          MeshPeers.publish(stage, scenario, hop, process);
          return stage
              .startProxy(process, List.of(command.getFirst()), environment(stage, process))
              .pid();
        });
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
