package dev.lateen.bench.peer;

import dev.lateen.bench.scenario.Protocol;
import dev.lateen.bench.scenario.Scenario;
import java.util.Optional;

/** What the sidecar cannot do so far. */
final class NotYet {
  private NotYet() {}

  static Optional<String> reason(Scenario scenario) {
    if (scenario.protocol() == Protocol.HTTP2) {
      return Optional.of("the sidecar does not speak HTTP/2 yet");
    }
    if (scenario.accessLog()) {
      return Optional.of("the sidecar has no access log yet");
    }
    return Optional.empty();
  }
}
