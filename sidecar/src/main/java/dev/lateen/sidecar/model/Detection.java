package dev.lateen.sidecar.model;

import java.time.Duration;

/**
 * Which first bytes of a connection are waited for before its filter chain is chosen (xDS {@code
 * listener_filters}). Whatever is looked at is passed on unchanged.
 *
 * @param tls look for a TLS client hello
 * @param http look for HTTP
 * @param timeout how long to wait; {@link Duration#ZERO} for ever. Default 15 s (Envoy's)
 * @param servesSilent a connection that sent nothing known in time is served as plain bytes, so
 *     that protocols in which the server speaks first work (UA-01); else it is closed
 */
public record Detection(boolean tls, boolean http, Duration timeout, boolean servesSilent) {
  /** Nothing is waited for. */
  public static final Detection NONE = new Detection(false, false, Duration.ZERO, false);

  /** Envoy's. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);

  /** What a client on a busy machine may need until it speaks. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The same for clients that will speak, waiting {@link #PATIENCE} at least. */
  Detection patient() {
    return timeout.isZero() || timeout.compareTo(PATIENCE) >= 0
        ? this
        : new Detection(tls, http, PATIENCE, servesSilent);
  }

  /** Whether anything is waited for. */
  public boolean isNeeded() {
    return tls || http;
  }
}
