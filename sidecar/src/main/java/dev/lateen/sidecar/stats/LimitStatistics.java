package dev.lateen.sidecar.stats;

/**
 * {@link LimitCounters}, added up over the event loops.
 *
 * @param connectionOverflows connections not made because too many were open
 * @param pending requests that waited for a connection
 * @param pendingActive requests that wait now
 * @param pendingOverflows requests refused because too many waited or were under way
 * @param retryOverflows retries not made because too many were under way
 */
public record LimitStatistics(
    long connectionOverflows,
    long pending,
    long pendingActive,
    long pendingOverflows,
    long retryOverflows) {}
