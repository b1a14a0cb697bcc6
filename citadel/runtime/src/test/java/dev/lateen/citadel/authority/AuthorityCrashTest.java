package dev.lateen.citadel.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.citadel.authority.CrashingDisk.Crash;
import dev.lateen.citadel.authority.CrashingDisk.Side;
import dev.lateen.citadel.issuing.CertificateAuthority;
import dev.lateen.citadel.issuing.IssuedCertificate;
import dev.lateen.citadel.issuing.Journal;
import dev.lateen.citadel.issuing.JournalEntry;
import dev.lateen.citadel.issuing.Lifetimes;
import dev.lateen.citadel.spiffe.SpiffeId;
import dev.lateen.citadel.x509.KeyType;
import dev.lateen.citadel.x509.SigningRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The life of an authority, from the first root over certificates, a revocation and a rotation to
 * the second root alone, in which the process is killed once: before or after each of its writes.
 */
class AuthorityCrashTest {
  /** Roots: made, begun, switched, finished; a revocation; and a certificate after each step. */
  private static final int WRITES = 9;

  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final RotationProgress ALL = new RotationProgress(true, true);
  private static final SpiffeId IDENTITY = new SpiffeId("cluster.local", "default", "reviews");
  private static final SigningRequest REQUEST =
      new SigningRequest(KeyType.EC_P256.generate(new SecureRandom()).getPublic());

  private final List<IssuedCertificate> handedOut = new ArrayList<>();

  static Stream<Arguments> everyWrite() {
    return IntStream.rangeClosed(1, WRITES)
        .boxed()
        .flatMap(write -> Stream.of(Side.values()).map(side -> Arguments.of(side, write)));
  }

  @ParameterizedTest(name = "{0} write {1}")
  @MethodSource("everyWrite")
  @DisplayName("a kill before or after any write leaves one current root and no serial twice")
  void killAtAnyWriteIsRecoveredFrom(Side side, int write) {
    // Given
    CrashingDisk disk = new CrashingDisk(write, side);

    // When
    try {
      live(disk);
    } catch (Crash killed) {
      disk.load().ifPresent(stored -> assertOneCurrentRoot(stored.state()));
      assertJournalKnowsAll(disk);
      live(disk);
    }

    // Then
    assertThat(disk.hasCrashed()).isTrue();
    AuthorityState state = disk.load().orElseThrow().state();
    assertOneCurrentRoot(state);
    assertThat(state.phase()).isEqualTo(RotationPhase.STEADY);
    assertThat(state.current().generation()).isEqualTo(2);
    assertJournalKnowsAll(disk);
  }

  @Test
  void thereAreNoMoreWrites() {
    // Given
    CrashingDisk disk = new CrashingDisk(WRITES + 1, Side.BEFORE);

    // When
    live(disk);

    // Then
    assertThat(disk.hasCrashed()).isFalse();
  }

  /** What a process does until the rotation is over, whatever one before it has done. */
  private void live(CrashingDisk disk) {
    AuthorityKeeper keeper =
        new AuthorityKeeper(disk, new AuthorityFactory(CLOCK, new SecureRandom()), CLOCK);
    Journal journal = new Journal(disk.journalStore());
    SecureRandom serials = new Repeating();
    AuthorityState state = keeper.step(wanted(disk.load().isEmpty() ? 1 : 2), ALL);
    issue(new CertificateAuthority(state, journal, CLOCK, serials));
    keeper.change(kept -> Revocations.add(kept, List.of(revocation(journal)), NOW));
    while (state.phase() != RotationPhase.STEADY || state.current().generation() < 2) {
      assertOneCurrentRoot(state);
      state = keeper.step(wanted(2), ALL);
      issue(new CertificateAuthority(state, journal, CLOCK, serials));
    }
  }

  private static WantedAuthority wanted(int generation) {
    return new WantedAuthority("cluster.local", KeyType.EC_P256, generation, Optional.empty());
  }

  private static Revocation revocation(Journal journal) {
    JournalEntry first = journal.unexpired(NOW, entry -> true).getFirst();
    return new Revocation(first.serial(), first.generation(), NOW, first.expiry());
  }

  /** A serial number that was given before is refused, and another one drawn. */
  private void issue(CertificateAuthority authority) {
    for (int attempt = 0; attempt < WRITES; attempt++) {
      try {
        handedOut.add(
            authority.issue(IDENTITY, "reviews-v1", REQUEST, Duration.ZERO, Lifetimes.DEFAULT));
        return;
      } catch (IllegalStateException givenBefore) {
        assertThat(givenBefore).hasMessageContaining("has been issued before");
      }
    }
    throw new AssertionError("no serial number is new");
  }

  private static void assertOneCurrentRoot(AuthorityState state) {
    assertThat(state.trusted().stream().map(Authority::root))
        .doesNotHaveDuplicates()
        .startsWith(state.current().root());
    assertThat(state.trusted()).extracting(Authority::generation).doesNotHaveDuplicates();
  }

  private void assertJournalKnowsAll(CrashingDisk disk) {
    List<String> serials = disk.journal().stream().map(JournalEntry::serial).toList();
    assertThat(serials).doesNotHaveDuplicates();
    assertThat(handedOut)
        .extracting(issued -> issued.entry().serial())
        .doesNotHaveDuplicates()
        .isSubsetOf(serials);
  }

  /** The worst source of randomness: each process draws the same serial numbers. */
  private static final class Repeating extends SecureRandom {
    private final transient Random drawn = new Random(42);

    @Override
    public void nextBytes(byte[] bytes) {
      drawn.nextBytes(bytes);
    }
  }
}
