package dev.lateen.sidecar.model;

/**
 * Limits of a cluster (xDS {@code CircuitBreakers.Thresholds}); beyond them requests are answered
 * 503.
 *
 * @param maxConnections open connections (TM-086). Default 1024
 * @param maxPendingRequests waiting for a connection (TM-087). Default 1024
 * @param maxRequests under way (TM-088). Default 1024
 * @param maxRetries under way (TM-095). Default 3
 */
public record CircuitBreakers(
    int maxConnections, int maxPendingRequests, int maxRequests, int maxRetries) {
  /** The defaults above. */
  public static final CircuitBreakers DEFAULT = new CircuitBreakers(1024, 1024, 1024, 3);
}
