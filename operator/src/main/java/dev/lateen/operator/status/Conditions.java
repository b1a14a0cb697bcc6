package dev.lateen.operator.status;

import dev.lateen.crds.v1alpha1.Condition;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes conditions whose {@code lastTransitionTime} changes only with their status. Pure but for
 * the clock.
 *
 * @param clock says when a status changed
 * @param generation generation that was looked at
 * @param previous the conditions there were
 */
record Conditions(Clock clock, Optional<Long> generation, List<Condition> previous) {
  private static final int MAX_MESSAGE = 32768;

  Condition make(String type, boolean holds, String reason, String message) {
    var status = holds ? "True" : "False";
    var since =
        previous.stream()
            .filter(condition -> condition.type().equals(type))
            .filter(condition -> condition.status().equals(status))
            .flatMap(condition -> Stream.ofNullable(condition.lastTransitionTime()))
            .findFirst()
            .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    var text = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message;
    return new Condition(
        type, status, reason, text.isEmpty() ? null : text, generation.orElse(null), since);
  }
}
