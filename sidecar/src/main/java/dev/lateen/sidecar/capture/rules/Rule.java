package dev.lateen.sidecar.capture.rules;

import java.util.List;

/**
 * One step of a chain.
 *
 * @param conditions all must hold
 * @param verdict what happens then
 */
record Rule(List<Condition> conditions, Verdict verdict) {
  Rule {
    conditions = List.copyOf(conditions);
  }

  static Rule leave(Condition... conditions) {
    return new Rule(List.of(conditions), new Verdict.Leave());
  }
}
