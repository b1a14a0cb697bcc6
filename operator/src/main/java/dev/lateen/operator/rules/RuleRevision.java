package dev.lateen.operator.rules;

/**
 * A rule as it was at one generation of its document.
 *
 * @param key which rule
 * @param generation {@code metadata.generation} of the document the spec is from
 */
public record RuleRevision(RuleKey key, long generation) {}
