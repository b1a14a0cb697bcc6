package dev.lateen.bench.peer;

import dev.lateen.bench.scenario.Scenario;
import java.util.Optional;

/** A proxy that takes part, or the absence of one. */
public sealed interface Peer permits Direct, Haproxy, Nginx, Envoy, Lateen {
  /** As options and results call it. */
  String name();

  /** Why it cannot take part; empty when it can. */
  Optional<String> unable(Scenario scenario);

  /** Requests before the first one that is measured. */
  int warmUp();

  /** Starts the proxies of each hop; they may need a moment until they answer. */
  Deployment start(Stage stage, Scenario scenario);
}
