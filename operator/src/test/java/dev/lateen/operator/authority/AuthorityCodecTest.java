package dev.lateen.operator.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lateen.citadel.authority.AuthorityFactory;
import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.authority.AuthorityStoreException;
import dev.lateen.citadel.authority.Revocation;
import dev.lateen.citadel.authority.Rotation;
import dev.lateen.citadel.issuing.JournalEntry;
import dev.lateen.citadel.spiffe.SpiffeId;
import dev.lateen.citadel.x509.KeyType;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthorityCodecTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private final AuthorityFactory factory =
      new AuthorityFactory(InstantSource.fixed(NOW), new SecureRandom());

  private AuthorityState state(int generation) {
    return AuthorityState.of(factory.create(generation, "cluster.local", KeyType.EC_P256));
  }

  @Test
  void stateIsReadAsItWasWrittenInEveryPhase() {
    // Given
    AuthorityState steady =
        state(1).withRevocations(List.of(new Revocation("1f", 1, NOW, NOW.plusSeconds(60))));
    AuthorityState distributing = Rotation.begin(steady, state(2).current());
    AuthorityState retiring = Rotation.switchIssuing(distributing);

    // When, then
    for (AuthorityState state : List.of(steady, distributing, retiring)) {
      assertThat(AuthorityCodec.readState(AuthorityCodec.write(state), "here")).isEqualTo(state);
    }
  }

  @Test
  void stateOfBeforeThereWereTokensIsRead() {
    // Given
    AuthorityState state = state(1);
    String old = AuthorityCodec.write(state).replaceFirst(",\"jwt\":\\{[^}]*}", "");

    // When, then
    assertThat(AuthorityCodec.readState(old, "here").current().jwt()).isEmpty();
    assertThat(AuthorityCodec.readState(old, "here").current().root())
        .isEqualTo(state.current().root());
  }

  @Test
  void entryIsReadAsItWasWritten() {
    // Given
    JournalEntry entry =
        new JournalEntry(
            "1f", new SpiffeId("d", "ns", "sa"), "reviews-v1", 1, NOW, NOW.plusSeconds(60));

    // When, then
    assertThat(AuthorityCodec.readEntry(AuthorityCodec.write(entry), "here")).isEqualTo(entry);
  }

  @Test
  void errorNamesThePlaceAndShowsNoKey() {
    // Given
    String broken = AuthorityCodec.write(state(1)).replace("generation", "age");

    // When, then
    assertThatThrownBy(() -> AuthorityCodec.readState(broken, "Secret lateen-ca"))
        .isInstanceOf(AuthorityStoreException.class)
        .hasMessageContaining("Secret lateen-ca")
        .hasMessageNotContaining("PRIVATE KEY");
  }
}
