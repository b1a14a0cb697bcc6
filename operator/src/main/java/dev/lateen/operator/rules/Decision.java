package dev.lateen.operator.rules;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The judgement of all rules of one moment.
 *
 * @param model what is in force
 * @param verdicts what became of each rule
 */
public record Decision(MeshModel model, SortedMap<RuleKey, Verdict> verdicts) {

  public Decision {
    verdicts = Collections.unmodifiableSortedMap(new TreeMap<>(verdicts));
  }

  /** The judgement of no rules. */
  public static Decision empty() {
    return new Decision(MeshModel.empty(), new TreeMap<>());
  }
}
