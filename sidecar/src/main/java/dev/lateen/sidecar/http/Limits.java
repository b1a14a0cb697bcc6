package dev.lateen.sidecar.http;

import dev.lateen.sidecar.model.Direction;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.RetryPolicy;
import dev.lateen.sidecar.model.TryHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/**
 * How long and how often one request is tried: what the route says, and what the request itself
 * asks for where that counts (outbound: TM-061, TM-065, TM-066).
 *
 * @param overall of all tries; zero for none
 * @param retry when it is tried again
 * @param overridden whether the request itself asked
 */
record Limits(Duration overall, Optional<RetryPolicy> retry, boolean overridden) {
  static Limits of(Forward forward, Direction direction, HttpHeaders headers) {
    return direction == Direction.OUTBOUND && asks(forward.tryHeaders(), headers)
        ? new Overrides(forward, headers).limits()
        : new Limits(forward.timeout(), forward.retry(), false);
  }

  private static boolean asks(TryHeaders named, HttpHeaders headers) {
    return headers.contains(Headers.TIMEOUT)
        || headers.contains(Headers.PER_TRY_TIMEOUT)
        || headers.contains(Headers.MAX_RETRIES)
        || headers.contains(Headers.RETRY_ON)
        || headers.contains(Headers.RETRY_GRPC_ON)
        || headers.contains(Headers.HEDGE)
        || named.timeout().isPresent() && headers.contains(named.timeout().get())
        || named.retries().isPresent() && headers.contains(named.retries().get());
  }

  /** Of one try; zero for none. */
  Duration perTry() {
    return retry.isPresent() ? retry.get().perTryTimeout() : Duration.ZERO;
  }

  /** Between the parts of a response; zero for none. */
  Duration perTryIdle() {
    return retry.isPresent() ? retry.get().perTryIdleTimeout() : Duration.ZERO;
  }
}
