package dev.lateen.sidecar.stats;

/**
 * What one event loop counts for one listener. Bytes are those of bodies for HTTP and all bytes for
 * TCP.
 */
public final class ListenerCounters {
  /** Connections accepted. */
  public final Counter connections = new Counter();

  /** Connections open now. */
  public final Counter connectionsActive = new Counter();

  /** Requests started. */
  public final Counter requests = new Counter();

  /** Requests under way now. */
  public final Counter requestsActive = new Counter();

  /** Requests that were refused for their framing or size. */
  public final Counter requestsInvalid = new Counter();

  /** Requests without a route. */
  public final Counter requestsUnrouted = new Counter();

  /** Responses, also local ones. */
  public final ResponseCounters responses = new ResponseCounters();

  /** Bytes received from clients. */
  public final Counter bytesReceived = new Counter();

  /** Bytes sent to clients. */
  public final Counter bytesSent = new Counter();

  /** TLS of clients. */
  public final TlsCounters tls = new TlsCounters();
}
