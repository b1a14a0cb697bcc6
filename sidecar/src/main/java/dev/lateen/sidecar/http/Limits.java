package dev.lateen.sidecar.http;

import dev.lateen.sidecar.model.Direction;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.RetryPolicy;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;

/**
 * How long and how often one request is tried: what the route says, and what the request itself
 * asks for where that counts (outbound: TM-061, TM-065).
 *
 * @param overall of all tries; zero for none
 * @param perTry of one; zero for none
 * @param retries after the first try
 * @param overridden whether the request itself asked
 */
record Limits(Duration overall, Duration perTry, int retries, boolean overridden) {
  static Limits of(Forward forward, Direction direction, HttpHeaders headers) {
    Duration perTry = forward.retry().map(RetryPolicy::perTryTimeout).orElse(Duration.ZERO);
    int retries = forward.retry().map(RetryPolicy::attempts).orElse(0);
    boolean asked = headers.contains(Headers.TIMEOUT) || headers.contains(Headers.MAX_RETRIES);
    if (!asked || direction != Direction.OUTBOUND) {
      return new Limits(forward.timeout(), perTry, retries, false);
    }
    long timeout = number(headers.get(Headers.TIMEOUT), -1);
    long most = forward.retry().isPresent() ? number(headers.get(Headers.MAX_RETRIES), retries) : 0;
    return new Limits(
        timeout < 0 ? forward.timeout() : Duration.ofMillis(timeout),
        perTry,
        (int) Math.min(most, 100),
        true);
  }

  /** A number of the client's; what is none counts as not said. */
  private static long number(String text, long otherwise) {
    if (text == null || text.isEmpty() || text.length() > 9) {
      return otherwise;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return otherwise;
      }
    }
    return Long.parseLong(text);
  }
}
