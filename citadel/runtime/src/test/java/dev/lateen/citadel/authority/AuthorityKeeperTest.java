package dev.lateen.citadel.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lateen.citadel.x509.KeyType;
import dev.lateen.citadel.x509.Pem;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthorityKeeperTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2030-01-01T00:00:00Z"));
  private static final RotationProgress NONE = new RotationProgress(false, false);
  private static final RotationProgress ALL = new RotationProgress(true, true);

  private final MemoryStore store = new MemoryStore();
  private final AuthorityFactory factory = new AuthorityFactory(CLOCK, new SecureRandom());
  private AuthorityKeeper keeper = new AuthorityKeeper(store, factory, CLOCK);

  private static WantedAuthority wanted(int generation) {
    return new WantedAuthority("cluster.local", KeyType.EC_P256, generation, Optional.empty());
  }

  private void restart() {
    keeper = new AuthorityKeeper(store, factory, CLOCK);
  }

  @Test
  void authorityIsMadeOnceAndThenFound() {
    // Given
    AuthorityState made = keeper.step(wanted(1), NONE);

    // When
    restart();
    AuthorityState found = keeper.step(wanted(1), ALL);

    // Then
    assertThat(found).isEqualTo(made);
    assertThat(store.writes()).isEqualTo(1);
  }

  @Test
  void authorityOfBeforeThereWereTokensGetsAKeyForThem() {
    // Given
    Authority made = factory.create(1, "cluster.local", KeyType.EC_P256);
    store.replace(
        Optional.empty(),
        AuthorityState.of(
            new Authority(1, made.root(), made.issuing(), made.intermediates(), Optional.empty())));

    // When
    AuthorityState first = keeper.step(wanted(1), NONE);
    AuthorityState second = keeper.step(wanted(1), NONE);

    // Then
    assertThat(first.current().jwt()).isPresent();
    assertThat(second).isEqualTo(first);
    assertThat(first.current().root()).isEqualTo(made.root());
  }

  @Test
  void rotationWaitsInEachPhaseForTheWorkloads() {
    // Given
    Authority first = keeper.step(wanted(1), NONE).current();

    // When
    AuthorityState distributing = keeper.step(wanted(2), NONE);
    AuthorityState waiting = keeper.step(wanted(2), new RotationProgress(false, true));
    AuthorityState retiring = keeper.step(wanted(2), new RotationProgress(true, false));
    AuthorityState stillRetiring = keeper.step(wanted(2), new RotationProgress(true, false));
    AuthorityState steady = keeper.step(wanted(2), ALL);

    // Then
    assertThat(distributing.phase()).isEqualTo(RotationPhase.DISTRIBUTING);
    assertThat(distributing.current()).isEqualTo(first);
    assertThat(distributing.trusted()).hasSize(2);
    assertThat(waiting).isEqualTo(distributing);
    assertThat(retiring.phase()).isEqualTo(RotationPhase.RETIRING);
    assertThat(retiring.current()).isEqualTo(distributing.next().orElseThrow());
    assertThat(retiring.trusted()).contains(first);
    assertThat(stillRetiring).isEqualTo(retiring);
    assertThat(steady.phase()).isEqualTo(RotationPhase.STEADY);
    assertThat(steady.trusted()).doesNotContain(first).hasSize(1);
  }

  @Test
  void ofTwoProcessesThatStepAtOnceOneIsStale() {
    // Given
    keeper.step(wanted(1), NONE);
    var seenByTheOther = store.load();
    keeper.step(wanted(2), NONE);

    // When, then
    assertThatThrownBy(() -> store.replace(seenByTheOther, seenByTheOther.orElseThrow().state()))
        .isInstanceOf(StaleAuthorityException.class);
  }

  @Test
  void pluggedInAuthorityIssuesAndAnotherOneFollowsIt() {
    // Given
    Authority made = factory.create(1, "example.org", KeyType.EC_P384);
    WantedAuthority brought = pluggedIn(made);

    // When
    AuthorityState state = keeper.step(brought, NONE);
    AuthorityState same = keeper.step(brought, ALL);
    AuthorityState other =
        keeper.step(pluggedIn(factory.create(7, "example.org", KeyType.EC_P384)), NONE);

    // Then
    assertThat(state.current()).isEqualTo(made.with(state.current().jwt().orElseThrow()));
    assertThat(same).isEqualTo(state);
    assertThat(other.phase()).isEqualTo(RotationPhase.DISTRIBUTING);
    assertThat(other.next().orElseThrow().generation()).isEqualTo(2);
  }

  @Test
  void pluggedInKeyOfAnotherCertificateIsRefusedAndWhatIsInForceStays() {
    // Given
    AuthorityState before = keeper.step(wanted(1), NONE);
    Authority made = factory.create(1, "example.org", KeyType.EC_P256);
    Authority another = factory.create(1, "example.org", KeyType.EC_P256);
    var mixed =
        new PluggedInAuthority(
            made.issuing().certificate(), another.issuing().privateKey(), made.root(), "");

    // When, then
    assertThatThrownBy(
            () ->
                keeper.step(new WantedAuthority("d", KeyType.EC_P256, 1, Optional.of(mixed)), ALL))
        .isInstanceOf(InvalidAuthorityException.class)
        .hasMessageContaining("ca-key.pem")
        .hasMessageNotContaining("PRIVATE");
    assertThat(store.load().orElseThrow().state()).isEqualTo(before);
  }

  @Test
  void chainThatDoesNotReachTheRootIsRefused() {
    // Given
    Authority made = factory.create(1, "example.org", KeyType.EC_P256);
    Authority another = factory.create(1, "example.org", KeyType.EC_P256);
    var broken =
        new PluggedInAuthority(
            made.issuing().certificate(), made.issuing().privateKey(), another.root(), "");

    // When, then
    assertThatThrownBy(() -> broken.authority(1, CLOCK.instant()))
        .isInstanceOf(InvalidAuthorityException.class)
        .hasMessageContaining("cert-chain.pem");
  }

  @Test
  void leafIsNoAuthority() {
    // Given
    Authority made = factory.create(1, "example.org", KeyType.EC_P256);

    // When, then
    assertThatThrownBy(
            () ->
                new PluggedInAuthority("nothing", made.issuing().privateKey(), made.root(), "")
                    .authority(1, CLOCK.instant()))
        .isInstanceOf(InvalidAuthorityException.class)
        .hasMessageContaining("ca-cert.pem");
    assertThat(Pem.certificate(made.root()).getBasicConstraints()).isEqualTo(1);
  }

  private static WantedAuthority pluggedIn(Authority made) {
    return new WantedAuthority(
        "example.org",
        KeyType.EC_P256,
        1,
        Optional.of(
            new PluggedInAuthority(
                made.issuing().certificate(),
                made.issuing().privateKey(),
                made.root(),
                made.issuing().certificate() + made.root())));
  }
}
