package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;

/**
 * Collects the conditions of a resource, sorted by type. The time of a transition is kept while the
 * status stays what it was. Confined to one thread.
 */
final class ConditionList {
  private final List<Condition> previous;
  private final Long generation;
  private final Instant now;
  private final TreeMap<String, Condition> conditions = new TreeMap<>();

  /**
   * @param previous what was reported last
   * @param generation generation of the spec that is reported on
   * @param now when the report is made
   */
  ConditionList(List<Condition> previous, Long generation, Instant now) {
    this.previous = List.copyOf(previous);
    this.generation = generation;
    this.now = now;
  }

  void isTrue(String type, String reason, String message) {
    put(type, "True", reason, message);
  }

  void isFalse(String type, String reason, String message) {
    put(type, "False", reason, message);
  }

  void put(String type, boolean status, String reason, String message) {
    put(type, status ? "True" : "False", reason, message);
  }

  void keep(Condition condition) {
    conditions.put(condition.type(), condition);
  }

  List<Condition> toList() {
    return List.copyOf(conditions.values());
  }

  private void put(String type, String status, String reason, String message) {
    String since =
        previous.stream()
            .filter(condition -> condition.type().equals(type))
            .filter(condition -> condition.status().equals(status))
            .map(Condition::lastTransitionTime)
            .findFirst()
            .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
    conditions.put(type, new Condition(type, status, reason, message, generation, since));
  }
}
