package dev.lateen.sidecar.model;

/**
 * What a peer may do on an HTTP/2 connection (xDS {@code config.core.v3.Http2ProtocolOptions}).
 *
 * @param maxConcurrentStreams streams that a client may have open, a peer or this proxy at an
 *     endpoint, 1 or more. Default 256
 * @param streamWindow bytes of a stream that are received ahead of its reader, 65,535 or more.
 *     Default 256 KiB
 * @param connectionWindow bytes of all streams that may be under way at a time, 65,535 or more.
 *     Default 1 MiB
 */
public record Http2Options(int maxConcurrentStreams, int streamWindow, int connectionWindow) {
  /** The smallest windows: what a peer may send before it knows our settings. */
  public static final int SMALLEST_WINDOW = 65_535;

  /** The defaults above. */
  public static final Http2Options DEFAULT = new Http2Options(256, 256 << 10, 1 << 20);

  /** Checks the ranges. */
  public Http2Options {
    if (maxConcurrentStreams < 1) {
      throw new IllegalArgumentException("maxConcurrentStreams must be positive");
    }
    if (streamWindow < SMALLEST_WINDOW || connectionWindow < SMALLEST_WINDOW) {
      throw new IllegalArgumentException("windows must be at least " + SMALLEST_WINDOW);
    }
  }
}
