package dev.lateen.bench.peer;

import dev.lateen.bench.scenario.Scenario;
import java.util.List;
import java.util.Optional;

/** No proxy. */
public record Direct() implements Peer {
  @Override
  public String name() {
    return "direct";
  }

  @Override
  public Optional<String> unable(Scenario scenario) {
    return scenario.isOfHandshakes() ? Optional.of("the backend speaks no TLS") : Optional.empty();
  }

  @Override
  public int warmUp() {
    return 1_000;
  }

  @Override
  public Deployment start(Stage stage, Scenario scenario) {
    return new Deployment(stage.backend().port(scenario), List.of());
  }
}
