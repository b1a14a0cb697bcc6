package dev.lateen.sidecar.identity;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Keeps the identity document fresh: fetches the first, and each further one when a part of the
 * life of the one before is over, spread by a tenth so that a mesh does not ask all at once. While
 * there is none to be had it asks again and again, every 5 seconds at the least, and the old one
 * stays. Its work is done on the one thread of the executor.
 */
public final class SvidRenewal implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(SvidRenewal.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final double SPREAD = 0.1;
  private static final int USUAL_PERCENT = 50;

  private final CertificateSource source;
  private final CurrentSvid current;
  private final Plan plan;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ScheduledExecutorService executor;
  private Duration pause = FIRST_PAUSE;
  private ScheduledFuture<?> next;

  /**
   * When to renew.
   *
   * @param life what certificates are asked to hold; zero for what the authority is set to
   * @param renewAt percent of the life; zero for what the authority says
   */
  public record Plan(Duration life, int renewAt) {}

  SvidRenewal(
      CertificateSource source,
      CurrentSvid current,
      Plan plan,
      InstantSource clock,
      RandomGenerator random,
      ScheduledExecutorService executor) {
    this.source = source;
    this.current = current;
    this.plan = plan;
    this.clock = clock;
    this.random = random;
    this.executor = executor;
  }

  /** Begins; the first document comes some time later. */
  public void start() {
    executor.execute(this::renew);
  }

  /** Asks for a new document soon, within the spread of a few seconds: the root is changing. */
  public void renewSoon() {
    executor.execute(() -> schedule(Duration.ofMillis(random.nextLong(LONGEST_PAUSE.toMillis()))));
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private void renew() {
    try {
      Issued issued = source.fetch(current.get(), plan.life());
      Svid svid = issued.svid();
      current.replace(svid);
      pause = FIRST_PAUSE;
      LOG.infof(
          "identity issued serial=%s expires=%s",
          svid.certificate().getSerialNumber().toString(16),
          svid.certificate().getNotAfter().toInstant());
      schedule(untilRenewal(svid.certificate(), percent(issued)));
    } catch (IdentityException e) {
      LOG.warnf("identity refused reason=\"%s\" again_in=%s", e.getMessage(), pause);
      schedule(pause);
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
  }

  private int percent(Issued issued) {
    return plan.renewAt() == 0 ? issued.renewPercent().orElse(USUAL_PERCENT) : plan.renewAt();
  }

  private Duration untilRenewal(X509Certificate certificate, int percent) {
    Instant now = clock.instant();
    Duration left = Duration.between(now, certificate.getNotAfter().toInstant());
    double part = percent / 100.0 * (1 - SPREAD * random.nextDouble());
    return Duration.ofMillis(Math.max(0, (long) (left.toMillis() * part)));
  }

  private void schedule(Duration delay) {
    if (next != null) {
      next.cancel(false);
    }
    next = executor.schedule(this::renew, delay.toMillis(), TimeUnit.MILLISECONDS);
  }
}
