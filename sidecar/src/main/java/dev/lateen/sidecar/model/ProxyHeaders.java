package dev.lateen.sidecar.model;

/**
 * What a connection manager writes into messages of its own accord (TM-069).
 *
 * @param server value of Server
 * @param serverPolicy when Server is written
 * @param edge whether callers are strangers: their address is appended to X-Forwarded-For, their
 *     X-Forwarded-Proto, X-Request-Id and x-envoy headers are not believed
 * @param appendsForwardedFor whether the address of a stranger is appended to X-Forwarded-For
 * @param makesRequestId whether requests without one get an X-Request-Id
 * @param keepsStrangersRequestId whether the X-Request-Id of a stranger is believed
 */
public record ProxyHeaders(
    String server,
    ServerPolicy serverPolicy,
    boolean edge,
    boolean appendsForwardedFor,
    boolean makesRequestId,
    boolean keepsStrangersRequestId) {
  /** Of a sidecar. */
  public static final ProxyHeaders DEFAULT =
      new ProxyHeaders("lateen", ServerPolicy.OVERWRITE, false, true, true, false);

  /** When Server is written (xDS {@code ServerHeaderTransformation}). */
  public enum ServerPolicy {
    /** In every response. */
    OVERWRITE,
    /** In a response that has none. */
    APPEND_IF_ABSENT,
    /** Never. */
    PASS_THROUGH
  }

  /** The same before strangers. */
  public ProxyHeaders atEdge() {
    return new ProxyHeaders(
        server, serverPolicy, true, appendsForwardedFor, makesRequestId, keepsStrangersRequestId);
  }
}
