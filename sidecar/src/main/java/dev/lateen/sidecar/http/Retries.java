package dev.lateen.sidecar.http;

import dev.lateen.sidecar.model.RetryPolicy;
import dev.lateen.sidecar.model.RetryPolicy.Condition;
import dev.lateen.sidecar.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Whether and when one request is tried again (TM-062, TM-064). */
final class Retries {
  private static final int LONGEST_FACTOR = 10;

  private final Optional<RetryPolicy> policy;
  private final int most;
  private int made;

  Retries(Optional<RetryPolicy> policy, int most) {
    this.policy = policy;
    this.most = most;
  }

  boolean onStatus(int status) {
    return left()
        && (status >= 500 && on(Condition.SERVER_ERROR)
            || status >= 502 && status <= 504 && on(Condition.GATEWAY_ERROR));
  }

  boolean onFailure(UpstreamFailure failure) {
    if (!left()) {
      return false;
    }
    boolean any = on(Condition.SERVER_ERROR) || on(Condition.GATEWAY_ERROR);
    return switch (failure) {
      case CONNECT -> any || on(Condition.CONNECT_FAILURE);
      case RESET, PROTOCOL -> any || on(Condition.RESET);
      case REFUSED -> any || on(Condition.REFUSED_STREAM);
      case NO_ENDPOINT, OVERFLOW -> false;
    };
  }

  /** One try took too long: as if the upstream had answered 504. */
  boolean onTimeout() {
    return onStatus(504);
  }

  /** How long to wait before the next try, which counts from now: exponential with full jitter. */
  Duration next(RandomGenerator random) {
    made++;
    long base =
        policy.map(RetryPolicy::baseInterval).orElse(RetryPolicy.DEFAULT_BASE_INTERVAL).toNanos();
    long most = Math.min((1L << Math.min(made, 10)) - 1, LONGEST_FACTOR) * base;
    return Duration.ofNanos(most <= 0 ? 0 : random.nextLong(most));
  }

  private boolean left() {
    return made < most;
  }

  private boolean on(Condition condition) {
    return policy.isPresent() && policy.get().conditions().contains(condition);
  }
}
