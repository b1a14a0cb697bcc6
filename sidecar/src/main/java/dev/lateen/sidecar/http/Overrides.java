package dev.lateen.sidecar.http;

import dev.lateen.sidecar.filter.Numbers;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.HeaderMatch;
import dev.lateen.sidecar.model.RetryCondition;
import dev.lateen.sidecar.model.RetryPolicy;
import dev.lateen.sidecar.model.StringMatch;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one request asks for in its own headers (TM-061, TM-065, TM-066). What is no number or no
 * known name counts as not said. A request that names conditions asks for retries whatever its
 * method is (UA-18), once unless it says how often.
 */
final class Overrides {
  private static final int MOST_RETRIES = 100;

  private final Forward forward;
  private final HttpHeaders headers;

  Overrides(Forward forward, HttpHeaders headers) {
    this.forward = forward;
    this.headers = headers;
  }

  Limits limits() {
    OptionalLong timeout = number(forward.tryHeaders().timeout(), Headers.TIMEOUT);
    return new Limits(
        timeout.isPresent() ? Duration.ofMillis(timeout.getAsLong()) : forward.timeout(),
        retry(),
        true);
  }

  private Optional<RetryPolicy> retry() {
    Set<RetryCondition> asked = EnumSet.noneOf(RetryCondition.class);
    words(Headers.RETRY_ON).forEach(name -> RetryCondition.of(name).ifPresent(asked::add));
    words(Headers.RETRY_GRPC_ON).forEach(name -> RetryCondition.of(name).ifPresent(asked::add));
    if (forward.retry().isEmpty() && asked.isEmpty()) {
      return Optional.empty();
    }
    RetryPolicy policy =
        forward.retry().orElseGet(() -> RetryPolicy.on(Set.of(), 1, Duration.ZERO));
    return Optional.of(merge(policy, asked));
  }

  private RetryPolicy merge(RetryPolicy policy, Set<RetryCondition> asked) {
    OptionalLong retries = number(forward.tryHeaders().retries(), Headers.MAX_RETRIES);
    OptionalLong perTry = Numbers.unsigned(headers.get(Headers.PER_TRY_TIMEOUT));
    boolean names = !asked.isEmpty();
    asked.addAll(policy.conditions());
    return new RetryPolicy(
        asked,
        (int) Math.min(retries.orElse(policy.attempts()), MOST_RETRIES),
        perTry.isPresent() ? Duration.ofMillis(perTry.getAsLong()) : policy.perTryTimeout(),
        policy.perTryIdleTimeout(),
        policy.backOff(),
        statuses(policy),
        responseHeaders(policy),
        policy.idempotentOnly() && !names,
        policy.avoidsPreviousHosts(),
        hedges(policy));
  }

  private Set<Integer> statuses(RetryPolicy policy) {
    Set<Integer> statuses = new HashSet<>(policy.statuses());
    words(Headers.RETRIABLE_STATUSES)
        .map(Numbers::unsigned)
        .flatMapToLong(OptionalLong::stream)
        .forEach(status -> statuses.add((int) status));
    return statuses;
  }

  private List<HeaderMatch> responseHeaders(RetryPolicy policy) {
    List<HeaderMatch> matches = new ArrayList<>(policy.headers());
    words(Headers.RETRIABLE_HEADERS)
        .forEach(name -> matches.add(HeaderMatch.of(name, new StringMatch.Present())));
    return matches;
  }

  private boolean hedges(RetryPolicy policy) {
    String asked = headers.get(Headers.HEDGE);
    return asked == null ? policy.hedges() : asked.equals("true");
  }

  private OptionalLong number(Optional<String> named, CharSequence standard) {
    return Numbers.unsigned(named.isPresent() ? headers.get(named.get()) : headers.get(standard));
  }

  private Stream<String> words(CharSequence header) {
    String value = headers.get(header);
    return value == null
        ? Stream.empty()
        : Stream.of(value.split(",")).map(word -> word.strip().toLowerCase(Locale.ROOT));
  }

  /** Takes out what was meant for this proxy alone. */
  static void remove(Forward forward, HttpHeaders headers) {
    headers.remove(Headers.TIMEOUT);
    headers.remove(Headers.PER_TRY_TIMEOUT);
    headers.remove(Headers.MAX_RETRIES);
    headers.remove(Headers.RETRY_ON);
    headers.remove(Headers.RETRY_GRPC_ON);
    headers.remove(Headers.RETRIABLE_STATUSES);
    headers.remove(Headers.RETRIABLE_HEADERS);
    headers.remove(Headers.HEDGE);
    forward.tryHeaders().timeout().ifPresent(headers::remove);
    forward.tryHeaders().retries().ifPresent(headers::remove);
  }
}
