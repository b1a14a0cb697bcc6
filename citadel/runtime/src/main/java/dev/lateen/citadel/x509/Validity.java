package dev.lateen.citadel.x509;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * From when to when a certificate holds, both included, in whole seconds (RFC 5280, 4.1.2.5).
 *
 * @param notBefore the first second
 * @param notAfter the last second; after the first
 */
public record Validity(Instant notBefore, Instant notAfter) {

  /** How far back certificates are dated, as clocks of peers may be behind ours. */
  public static final Duration SKEW = Duration.ofMinutes(1);

  /** Cuts both to seconds. */
  public Validity {
    notBefore = notBefore.truncatedTo(ChronoUnit.SECONDS);
    notAfter = notAfter.truncatedTo(ChronoUnit.SECONDS);
    if (!notBefore.isBefore(notAfter)) {
      throw new IllegalArgumentException("notAfter: " + notAfter + ": not after " + notBefore);
    }
  }

  /** From now, less the {@link #SKEW}, for a while. */
  public static Validity from(Instant now, Duration life) {
    return new Validity(now.minus(SKEW), now.plus(life));
  }

  /** The same, but not beyond the last second of another. */
  public Validity within(Validity other) {
    return new Validity(notBefore, notAfter.isBefore(other.notAfter) ? notAfter : other.notAfter);
  }
}
