package dev.lateen.sidecar.stats;

import java.util.List;

/**
 * {@link ListenerCounters}, added up over the event loops.
 *
 * @param responses number by class, index 0 for 1xx to 4 for 5xx
 */
public record ListenerStatistics(
    long connections,
    long connectionsActive,
    long requests,
    long requestsActive,
    long requestsInvalid,
    long requestsUnrouted,
    List<Long> responses,
    long bytesReceived,
    long bytesSent,
    TlsStatistics tls) {}
