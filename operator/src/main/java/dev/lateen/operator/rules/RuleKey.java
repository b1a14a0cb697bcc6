package dev.lateen.operator.rules;

/**
 * What names a rule.
 *
 * @param kind kind, for example {@code RouteRule}
 * @param namespace namespace
 * @param name name
 */
public record RuleKey(String kind, String namespace, String name) implements Comparable<RuleKey> {

  /** The config key that breaks ties between rules, smallest wins (TM-002, TM-082). */
  public String configKey() {
    return kind + "/" + namespace + "/" + name;
  }

  @Override
  public int compareTo(RuleKey other) {
    return configKey().compareTo(other.configKey());
  }
}
