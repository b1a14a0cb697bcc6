package dev.lateen.bench.peer;

import dev.lateen.bench.scenario.Scenario;
import java.util.Optional;

/** What the sidecar cannot do so far. */
final class NotYet {
  private NotYet() {}

  static Optional<String> reason(Scenario scenario) {
    return scenario.accessLog()
        ? Optional.of("the sidecar has no access log yet")
        : Optional.empty();
  }
}
