package dev.lateen.sidecar.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SvidRenewalTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final Duration LIFE = Duration.ofHours(24);

  /** Runs what is due by hand and remembers how long was to be waited. */
  private static final class Schedule extends ScheduledThreadPoolExecutor {
    private final Deque<Runnable> due = new ConcurrentLinkedDeque<>();
    private final Deque<Duration> delays = new ConcurrentLinkedDeque<>();

    Schedule() {
      super(1);
    }

    @Override
    public void execute(Runnable command) {
      command.run();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
      delays.add(Duration.of(delay, unit.toChronoUnit()));
      due.add(command);
      Callable<Void> never = () -> null;
      return super.schedule(never, 1, TimeUnit.DAYS);
    }

    void runDue() {
      due.removeLast().run();
    }
  }

  private final Schedule schedule = new Schedule();
  private final CurrentSvid current = new CurrentSvid();
  private final Deque<Object> answers = new ConcurrentLinkedDeque<>();
  private final SvidRenewal renewal =
      new SvidRenewal(
          (_, _) -> answer(),
          current,
          new SvidRenewal.Plan(Duration.ZERO, 0),
          () -> NOW,
          new Random(1),
          schedule);

  private OptionalInt renewPercent = OptionalInt.empty();

  private Issued answer() throws IdentityException {
    Object answer = answers.removeFirst();
    if (answer instanceof Svid svid) {
      return new Issued(svid, renewPercent);
    }
    throw new IdentityException((String) answer, null);
  }

  @AfterEach
  void close() {
    renewal.close();
  }

  @Test
  void documentIsRenewedAtHalfItsLifeOrALittleBefore() throws Exception {
    // Given
    answers.add(svid(1));

    // When
    renewal.start();

    // Then
    assertThat(current.get())
        .map(svid -> svid.certificate().getSerialNumber())
        .contains(BigInteger.ONE);
    assertThat(schedule.delays.getLast())
        .isBetween(Duration.ofMinutes(12 * 60 * 9 / 10), Duration.ofHours(12));
  }

  @Test
  void documentIsRenewedWhenTheMeshIsSetTo() throws Exception {
    // Given
    answers.add(svid(1));
    renewPercent = OptionalInt.of(75);

    // When
    renewal.start();

    // Then
    assertThat(schedule.delays.getLast())
        .isBetween(Duration.ofMinutes(18 * 60 * 9 / 10), Duration.ofHours(18));
  }

  @Test
  void documentStaysWhileThereIsNoNewOneAndPausesGrow() throws Exception {
    // Given
    answers.addAll(List.of(svid(1), "down", "down", "down", svid(2)));
    renewal.start();

    // When
    schedule.runDue();
    schedule.runDue();
    schedule.runDue();

    // Then
    assertThat(current.get())
        .map(svid -> svid.certificate().getSerialNumber())
        .contains(BigInteger.ONE);
    assertThat(schedule.delays.stream().skip(1))
        .containsExactly(Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(800));

    // When
    schedule.runDue();

    // Then
    assertThat(current.get())
        .map(svid -> svid.certificate().getSerialNumber())
        .contains(BigInteger.TWO);
  }

  private static Svid svid(int serial) throws Exception {
    KeyPair key = KeyPairGenerator.getInstance("EC").generateKeyPair();
    X500Name name = new X500Name("CN=test");
    X509Certificate certificate =
        new JcaX509CertificateConverter()
            .getCertificate(
                new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.valueOf(serial),
                        Date.from(NOW),
                        Date.from(NOW.plus(LIFE)),
                        name,
                        key.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
    return new Svid(key.getPrivate(), List.of(certificate));
  }
}
