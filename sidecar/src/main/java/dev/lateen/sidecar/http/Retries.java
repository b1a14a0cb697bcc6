package dev.lateen.sidecar.http;

import dev.lateen.sidecar.filter.Numbers;
import dev.lateen.sidecar.model.HeaderMatch;
import dev.lateen.sidecar.model.RetryCondition;
import dev.lateen.sidecar.model.RetryPolicy;
import dev.lateen.sidecar.upstream.UpstreamFailure;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Whether and when one request is tried again (TM-062, TM-064). Where the policy says so, what may
 * have been carried out is not repeated unless its method is idempotent: a try that was answered,
 * took too long or ended after the request was sent. One that reached no endpoint, or was refused
 * unprocessed, is (UA-18).
 */
final class Retries {
  /** RFC 9110 9.2.2. */
  static final Set<HttpMethod> IDEMPOTENT =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.OPTIONS,
          HttpMethod.TRACE,
          HttpMethod.PUT,
          HttpMethod.DELETE);

  private static final int CONFLICT = 409;
  private static final int GATEWAY_TIMEOUT = 504;
  private static final int LARGEST_SHIFT = 30;

  private final Optional<RetryPolicy> policy;
  private final boolean repeatable;
  private int made;

  Retries(Optional<RetryPolicy> policy, HttpMethod method) {
    this.policy = policy;
    this.repeatable =
        policy.isPresent() && (!policy.get().idempotentOnly() || IDEMPOTENT.contains(method));
  }

  /** Whether a response is worth another try, if one is left. */
  boolean isFailure(HttpResponse response) {
    if (!repeatable) {
      return false;
    }
    HttpHeaders headers = response.headers();
    return headers.contains(Headers.RATE_LIMITED)
        ? on(RetryCondition.RATE_LIMITED)
        : onStatus(response.status().code()) || onGrpcStatus(headers) || onHeaders(headers);
  }

  boolean onFailure(UpstreamFailure failure) {
    if (!left()) {
      return false;
    }
    boolean any = on(RetryCondition.SERVER_ERROR) || on(RetryCondition.GATEWAY_ERROR);
    boolean reset = any || on(RetryCondition.RESET);
    return switch (failure) {
      case CONNECT ->
          reset || on(RetryCondition.CONNECT_FAILURE) || on(RetryCondition.RESET_BEFORE_REQUEST);
      case RESET, PROTOCOL -> repeatable && reset;
      case REFUSED -> reset || on(RetryCondition.REFUSED_STREAM);
      case NO_ENDPOINT, OVERFLOW -> false;
    };
  }

  /** One try took too long: as if the upstream had answered 504. */
  boolean onTimeout() {
    return repeatable && left() && (onStatus(GATEWAY_TIMEOUT) || on(RetryCondition.RESET));
  }

  /** How long to wait before the next try, which counts from now. */
  Duration next(RandomGenerator random) {
    made++;
    var backOff = policy.map(RetryPolicy::backOff).orElse(RetryPolicy.BackOff.DEFAULT);
    long factor = (1L << Math.min(made, LARGEST_SHIFT)) - 1;
    long most =
        Math.min(
            backOff.most().toNanos(),
            Math.clamp(factor * (backOff.base().toNanos() / 1000), 0, Long.MAX_VALUE / 1000)
                * 1000);
    return Duration.ofNanos(most <= 0 ? 0 : random.nextLong(most));
  }

  private boolean onStatus(int status) {
    return status >= 500 && on(RetryCondition.SERVER_ERROR)
        || status >= 502 && status <= GATEWAY_TIMEOUT && on(RetryCondition.GATEWAY_ERROR)
        || status == CONFLICT && on(RetryCondition.RETRIABLE_4XX)
        || on(RetryCondition.RETRIABLE_STATUS_CODES) && policy.get().statuses().contains(status);
  }

  private boolean onGrpcStatus(HttpHeaders response) {
    String status = response.get(Grpc.STATUS);
    if (status == null) {
      return false;
    }
    return switch ((int) Numbers.unsigned(status).orElse(0)) {
      case 1 -> on(RetryCondition.GRPC_CANCELLED);
      case 4 -> on(RetryCondition.GRPC_DEADLINE_EXCEEDED);
      case 8 -> on(RetryCondition.GRPC_RESOURCE_EXHAUSTED);
      case 13 -> on(RetryCondition.GRPC_INTERNAL);
      case 14 -> on(RetryCondition.GRPC_UNAVAILABLE);
      default -> false;
    };
  }

  private boolean onHeaders(HttpHeaders response) {
    if (!on(RetryCondition.RETRIABLE_HEADERS)) {
      return false;
    }
    List<HeaderMatch> matches = policy.get().headers();
    for (int i = 0; i < matches.size(); i++) {
      HeaderMatch match = matches.get(i);
      String value = response.get(match.name());
      if (match.invert() != (value != null && match.value().matches(value))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a try beside a slow one is made. */
  boolean hedges() {
    return repeatable && policy.get().hedges();
  }

  /** Whether a try looks for another endpoint than those before. */
  boolean avoidsPreviousHosts() {
    return policy.isPresent() && policy.get().avoidsPreviousHosts();
  }

  /** Whether the request may be tried once more. */
  boolean left() {
    return policy.isPresent() && made < policy.get().attempts();
  }

  private boolean on(RetryCondition condition) {
    return policy.isPresent() && policy.get().conditions().contains(condition);
  }
}
