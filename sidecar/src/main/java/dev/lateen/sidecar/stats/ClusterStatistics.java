package dev.lateen.sidecar.stats;

import java.util.List;

/**
 * {@link ClusterCounters}, added up over the event loops.
 *
 * @param responses number by class, index 0 for 1xx to 4 for 5xx
 * @param limits what met them
 * @param outliers ejections
 * @param checks active ones
 */
public record ClusterStatistics(
    long connections,
    long connectionsActive,
    long connectFailures,
    long requests,
    long requestsActive,
    List<Long> responses,
    long retries,
    long timeouts,
    LimitStatistics limits,
    OutlierStatistics outliers,
    CheckStatistics checks,
    long unavailable,
    long resets,
    long bytesSent,
    long bytesReceived,
    TlsStatistics tls) {}
