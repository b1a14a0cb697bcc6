package dev.lateen.citadel.issuing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often one caller may ask: a bucket that fills evenly. Safe for use by many threads; remembers
 * a bounded number of callers, forgetting first who has not asked for longest.
 */
public final class CallerLimits {
  private static final int MOST_CALLERS = 50_000;

  private final int burst;
  private final Duration refill;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_CALLERS;
        }
      };

  /**
   * A limit.
   *
   * @param burst how many requests a caller may make at once, from 1
   * @param refill after how long it may make one more
   */
  public CallerLimits(int burst, Duration refill, InstantSource clock) {
    this.burst = burst;
    this.refill = refill;
    this.clock = clock;
  }

  /** Whether this caller may ask now; counts the request if so. */
  public synchronized boolean admit(String caller) {
    Instant now = clock.instant();
    Bucket bucket = filled(buckets.computeIfAbsent(caller, _ -> new Bucket(burst, now)), now);
    buckets.put(caller, bucket.tokens() > 0 ? bucket.taken() : bucket);
    return bucket.tokens() > 0;
  }

  private Bucket filled(Bucket bucket, Instant now) {
    long more = Duration.between(bucket.since(), now).dividedBy(refill);
    return bucket.tokens() + more >= burst
        ? new Bucket(burst, now)
        : new Bucket(
            (int) (bucket.tokens() + more), bucket.since().plus(refill.multipliedBy(more)));
  }

  private record Bucket(int tokens, Instant since) {
    Bucket taken() {
      return new Bucket(tokens - 1, since);
    }
  }
}
