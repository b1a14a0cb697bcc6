package dev.lateen.sidecar.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A probe of the application that the sidecar is asked in its place.
 *
 * @param path under which it is asked
 * @param timeout how long the application may take
 * @param action what is asked of the application, on loopback
 */
public record ProbeTarget(String path, Duration timeout, Action action) {

  /** What is asked. */
  public sealed interface Action {
    /** Port of the application, 1..65535. */
    int port();
  }

  /**
   * A GET that is to be answered with 200 to 399.
   *
   * @param tls whether by TLS; any certificate will do
   * @param headers in their order
   */
  public record Http(int port, String path, boolean tls, List<Map.Entry<String, String>> headers)
      implements Action {
    /** Takes a copy. */
    public Http {
      headers = List.copyOf(headers);
    }
  }

  /** A connection that is to be accepted. */
  public record Tcp(int port) implements Action {}

  /**
   * A call of {@code grpc.health.v1.Health/Check} that is to be answered with SERVING.
   *
   * @param service whose health; empty: of all
   */
  public record Grpc(int port, String service) implements Action {}
}
