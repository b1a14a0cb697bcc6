package dev.lateen.sidecar.http2;

import java.time.Duration;

/**
 * What a peer may do on an HTTP/2 connection.
 *
 * @param maxConcurrentStreams streams that a client may have open, the peer or we. Default 256
 * @param streamWindow bytes of a stream that are received ahead of its reader, 65,535 or more.
 *     Default 256 KiB
 * @param connectionWindow bytes of all streams that may be under way at a time, 65,535 or more.
 *     Default 1 MiB
 * @param unreadBytes bytes of all streams together that are received ahead of their readers; beyond
 *     it the whole connection waits. Default 4 MiB
 * @param maxHeaderBytes all fields of one message, uncompressed, as RFC 9113 6.5.2 counts them;
 *     beyond it a request is answered 431. Default 60 KiB
 * @param maxHeaders fields of one message; beyond it the same. Default 100 (Envoy's)
 * @param maxResetsPerSecond streams that the peer makes and resets, or makes us reset. Default 500
 * @param maxControlFramesPerSecond frames that ask for work and carry little: PING, SETTINGS,
 *     PRIORITY, CONTINUATION and empty DATA. Default 1,000
 * @param headersTimeout from the first byte of a field block to its last. Default 10 s
 * @param streamIdleTimeout a stream on which nothing moved is reset. Default 5 min (Envoy's)
 * @param idleTimeout a connection without streams is closed. Default 1 h (Envoy's)
 */
public record Http2Limits(
    int maxConcurrentStreams,
    int streamWindow,
    int connectionWindow,
    int unreadBytes,
    int maxHeaderBytes,
    int maxHeaders,
    int maxResetsPerSecond,
    int maxControlFramesPerSecond,
    Duration headersTimeout,
    Duration streamIdleTimeout,
    Duration idleTimeout) {
  /** The smallest window of a stream: what a peer may send before it knows our settings. */
  public static final int SMALLEST_WINDOW = 65_535;

  /** The defaults above. */
  public static final Http2Limits DEFAULT =
      new Http2Limits(
          256,
          256 << 10,
          1 << 20,
          4 << 20,
          60 << 10,
          100,
          500,
          1_000,
          Duration.ofSeconds(10),
          Duration.ofMinutes(5),
          Duration.ofHours(1));

  /** The same with another time without streams. */
  public Http2Limits withIdleTimeout(Duration other) {
    return new Http2Limits(
        maxConcurrentStreams,
        streamWindow,
        connectionWindow,
        unreadBytes,
        maxHeaderBytes,
        maxHeaders,
        maxResetsPerSecond,
        maxControlFramesPerSecond,
        headersTimeout,
        streamIdleTimeout,
        other);
  }

  /** The same with so many streams, and other windows. */
  public Http2Limits with(int streams, int ofStream, int ofConnection) {
    return new Http2Limits(
        streams,
        ofStream,
        ofConnection,
        unreadBytes,
        maxHeaderBytes,
        maxHeaders,
        maxResetsPerSecond,
        maxControlFramesPerSecond,
        headersTimeout,
        streamIdleTimeout,
        idleTimeout);
  }

  /** Checks the ranges. */
  public Http2Limits {
    if (maxConcurrentStreams < 1 || maxHeaderBytes < 1 || maxHeaders < 1) {
      throw new IllegalArgumentException(
          "limits: maxConcurrentStreams, maxHeaderBytes and maxHeaders must be positive");
    }
    if (streamWindow < SMALLEST_WINDOW || connectionWindow < SMALLEST_WINDOW) {
      throw new IllegalArgumentException("limits: windows must be at least " + SMALLEST_WINDOW);
    }
  }
}
