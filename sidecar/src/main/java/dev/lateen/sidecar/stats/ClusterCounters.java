package dev.lateen.sidecar.stats;

/**
 * What one event loop counts for one cluster. Bytes are those of bodies for HTTP and all bytes for
 * TCP.
 */
public final class ClusterCounters {
  /** Connections asked for. */
  public final Counter connections = new Counter();

  /** Connections open now. */
  public final Counter connectionsActive = new Counter();

  /** Connections that could not be made. */
  public final Counter connectFailures = new Counter();

  /** Requests sent, retries included. */
  public final Counter requests = new Counter();

  /** Requests under way now. */
  public final Counter requestsActive = new Counter();

  /** Responses received. */
  public final ResponseCounters responses = new ResponseCounters();

  /** Tries after the first. */
  public final Counter retries = new Counter();

  /** Requests whose time was up, of one try or overall. */
  public final Counter timeouts = new Counter();

  /** What met the cluster's limits. */
  public final LimitCounters limits = new LimitCounters();

  /** Ejections; of the loop that owns the cluster's health. */
  public final OutlierCounters outliers = new OutlierCounters();

  /** Active checks; of the loop that owns the cluster's health. */
  public final CheckCounters checks = new CheckCounters();

  /** Requests that found no endpoint. */
  public final Counter unavailable = new Counter();

  /** Requests whose connection ended before the response did. */
  public final Counter resets = new Counter();

  /** Bytes sent to endpoints. */
  public final Counter bytesSent = new Counter();

  /** Bytes received from endpoints. */
  public final Counter bytesReceived = new Counter();

  /** TLS to endpoints. */
  public final TlsCounters tls = new TlsCounters();
}
