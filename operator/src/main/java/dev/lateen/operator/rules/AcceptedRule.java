package dev.lateen.operator.rules;

/**
 * A rule in force: valid in itself and against the other rules.
 *
 * @param revision which rule, at which generation
 * @param spec its spec
 * @param <S> type of the spec
 */
public record AcceptedRule<S>(RuleRevision revision, S spec) {}
