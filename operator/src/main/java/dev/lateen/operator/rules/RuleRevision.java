package dev.lateen.operator.rules;

/**
 * A rule as it was at one generation of its document. The generation alone does not tell two
 * documents apart that had one name one after the other: both begin at 1.
 *
 * @param key which rule
 * @param generation {@code metadata.generation} of the document the spec is from
 * @param fingerprint hash of the spec, the same in all replicas
 */
public record RuleRevision(RuleKey key, long generation, int fingerprint) {

  /**
   * A spec at a generation.
   *
   * @param spec a record: of its text, as the hash codes of enums differ from process to process
   */
  public static RuleRevision of(RuleKey key, long generation, Object spec) {
    return new RuleRevision(key, generation, spec.toString().hashCode());
  }
}
