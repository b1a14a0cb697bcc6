package dev.lateen.sidecar.stats;

/**
 * {@link CheckCounters}, added up over the event loops.
 *
 * @param attempts questions asked
 * @param successes good answers
 * @param failures bad answers, and none
 * @param networkFailures questions without an answer
 */
public record CheckStatistics(long attempts, long successes, long failures, long networkFailures) {}
