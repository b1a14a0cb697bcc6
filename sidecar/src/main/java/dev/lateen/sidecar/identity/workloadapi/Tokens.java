package dev.lateen.sidecar.identity.workloadapi;

import dev.lateen.sidecar.identity.Svid;
import dev.lateen.sidecar.jwt.InvalidJwtException;
import dev.lateen.sidecar.jwt.Jwt;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The tokens of this workload, one for each audience, signed when first asked for and kept for half
 * of their life. Safe for all threads; the work is done on one of its own, which ends when there is
 * none.
 */
final class Tokens implements AutoCloseable {
  private static final int MOST_KEPT = 100;
  private static final int MOST_WAITING = 100;
  private static final long IDLE_SECONDS = 30;

  private final TokenSource source;
  private final InstantSource clock;
  private final ThreadPoolExecutor executor;
  private final Map<List<String>, Kept> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, Kept> eldest) {
          return size() > MOST_KEPT;
        }
      };

  private record Kept(String token, Instant until) {}

  Tokens(TokenSource source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
    this.executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("lateen-tokens").factory());
    executor.allowCoreThreadTimeOut(true);
  }

  /** A token; fails with a {@link StatusRuntimeException} for the caller. */
  CompletionStage<String> get(Svid own, List<String> audience) {
    try {
      return CompletableFuture.supplyAsync(() -> keptOrSigned(own, audience), executor);
    } catch (RejectedExecutionException _) {
      return CompletableFuture.failedFuture(
          Status.RESOURCE_EXHAUSTED
              .withDescription("too many calls wait for a token: ask again")
              .asRuntimeException());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private String keptOrSigned(Svid own, List<String> audience) {
    Kept known = kept.get(audience);
    if (known != null && known.until().isAfter(clock.instant())) {
      return known.token();
    }
    try {
      String token = source.sign(own, audience);
      kept.put(audience, new Kept(token, halfOfLife(token)));
      return token;
    } catch (IOException | InvalidJwtException e) {
      throw Status.UNAVAILABLE
          .withDescription("no token to be had now: " + e.getMessage())
          .withCause(e)
          .asRuntimeException();
    }
  }

  private Instant halfOfLife(String token) throws InvalidJwtException {
    Instant now = clock.instant();
    return now.plus(Duration.between(now, Jwt.parse(token).expiry()).dividedBy(2));
  }
}
