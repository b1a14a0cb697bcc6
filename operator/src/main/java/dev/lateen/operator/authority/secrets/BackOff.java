package dev.lateen.operator.authority.secrets;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A namespace where a Secret could not be written is tried again after 5 seconds, and after twice
 * as long each further time, up to 5 minutes: a try may cost a certificate, and whoever rules over
 * a namespace must not fill the journal. Belongs to one thread.
 */
final class BackOff {
  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Map<String, Failure> failures = new HashMap<>();

  private record Failure(Problem problem, Duration pause, Instant until) {}

  void failed(String namespace, Problem problem, Instant now) {
    Duration pause =
        Optional.ofNullable(failures.get(namespace))
            .map(before -> before.pause().multipliedBy(2))
            .map(doubled -> doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled)
            .orElse(SHORTEST);
    failures.put(namespace, new Failure(problem, pause, now.plus(pause)));
  }

  /** Everything was written there. */
  void succeeded(String namespace) {
    failures.remove(namespace);
  }

  /** Forgets all but these. */
  void retain(Set<String> namespaces) {
    failures.keySet().retainAll(namespaces);
  }

  /** What is wrong there, while it is not to be tried again. */
  Optional<Problem> problem(String namespace, Instant now) {
    return paused(namespace, now).map(Failure::problem);
  }

  /** When it is to be tried again, while it is not. */
  Optional<Instant> until(String namespace, Instant now) {
    return paused(namespace, now).map(Failure::until);
  }

  private Optional<Failure> paused(String namespace, Instant now) {
    return Optional.ofNullable(failures.get(namespace))
        .filter(failure -> now.isBefore(failure.until()));
  }
}
