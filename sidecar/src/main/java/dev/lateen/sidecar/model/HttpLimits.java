package dev.lateen.sidecar.model;

import java.time.Duration;

/**
 * What a downstream peer may do on a connection.
 *
 * @param maxRequestLineBytes longest request line; beyond it 414. Default 16 KiB
 * @param maxHeaderBytes all headers of one message; beyond it 431. Default 60 KiB (Envoy's)
 * @param maxHeaders number of headers of one message; beyond it 431. Default 100 (Envoy's)
 * @param headersTimeout from the first byte of a request to the end of its headers; then 408.
 *     {@link Duration#ZERO} for none. Default 10 s
 * @param bodyTimeout between two parts of a request's body; then 408, or the end of the connection
 *     when the response has begun. {@link Duration#ZERO} for none. Default 5 min (Envoy's)
 * @param idleTimeout a connection without a request under way is closed. Default 1 h (Envoy's);
 *     {@link Duration#ZERO} for none
 */
public record HttpLimits(
    int maxRequestLineBytes,
    int maxHeaderBytes,
    int maxHeaders,
    Duration headersTimeout,
    Duration bodyTimeout,
    Duration idleTimeout) {
  /** The defaults above. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          16 << 10,
          60 << 10,
          100,
          Duration.ofSeconds(10),
          Duration.ofMinutes(5),
          Duration.ofHours(1));

  /** Checks the ranges. */
  public HttpLimits {
    if (maxRequestLineBytes < 1 || maxHeaderBytes < 1 || maxHeaders < 1) {
      throw new IllegalArgumentException(
          "limits: maxRequestLineBytes, maxHeaderBytes and maxHeaders must be positive");
    }
  }
}
