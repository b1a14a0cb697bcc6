package dev.lateen.citadel.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lateen.citadel.authority.AuthorityFactory;
import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.authority.Rotation;
import dev.lateen.citadel.spiffe.SpiffeId;
import dev.lateen.citadel.x509.KeyType;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class JwtAuthorityTest {
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  private static final SpiffeId REVIEWS =
      SpiffeId.parse("spiffe://cluster.local/ns/default/sa/bookinfo-reviews");

  private Instant now = START;
  private final AuthorityFactory factory = new AuthorityFactory(() -> now, new SecureRandom());
  private final JwtAuthority tokens = new JwtAuthority(() -> now);
  private final AuthorityState state =
      AuthorityState.of(factory.create(1, "cluster.local", KeyType.RSA_3072));

  private JwtSvid sign(String... audience) {
    return tokens.sign(REVIEWS, new Audience(List.of(audience))).orElseThrow();
  }

  private static String text(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.US_ASCII);
  }

  @Test
  void tokenSaysWhoForWhomAndHowLongAndIsSigned() throws Exception {
    // Given
    tokens.use(state);

    // When
    JwtSvid token = sign("db", "queue");

    // Then
    String[] parts = token.token().split("\\.");
    JwtKey key = state.current().jwt().orElseThrow();
    assertThat(text(parts[0]))
        .isEqualTo("{\"alg\":\"ES256\",\"kid\":\"" + key.id() + "\",\"typ\":\"JWT\"}");
    assertThat(text(parts[1]))
        .isEqualTo(
            "{\"sub\":\"%s\",\"aud\":[\"db\",\"queue\"],\"iat\":%d,\"exp\":%d}"
                .formatted(REVIEWS, START.getEpochSecond(), START.getEpochSecond() + 300));
    Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(key.verifying());
    verifier.update((parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(verifier.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    assertThat(token.toString() + key).doesNotContain(parts[2]).doesNotContain("BEGIN");
  }

  @Test
  void keysOfEveryTrustedAuthorityArePublishedBeforeTheyAreUsed() {
    // Given
    AuthorityState distributing =
        Rotation.begin(state, factory.create(2, "cluster.local", KeyType.EC_P256));
    tokens.use(distributing);
    String current = state.current().jwt().orElseThrow().id();
    String next = distributing.next().orElseThrow().jwt().orElseThrow().id();

    // Then
    assertThat(JsonWebKeySet.of(distributing)).contains(current, next);
    assertThat(sign("db").keyId()).isEqualTo(current);

    // When
    AuthorityState retiring = Rotation.switchIssuing(distributing);
    tokens.use(retiring);

    // Then
    assertThat(sign("db").keyId()).isEqualTo(next);
    assertThat(JsonWebKeySet.of(retiring)).contains(current, next);
    assertThat(JsonWebKeySet.of(Rotation.finish(retiring))).contains(next).doesNotContain(current);
  }

  @Test
  void keyIsInUseUntilItsLastTokenEnds() {
    // Given
    tokens.use(state);
    assertThat(tokens.isInUse(1)).isFalse();

    // When
    sign("db");

    // Then
    now = START.plusSeconds(299);
    assertThat(tokens.isInUse(1)).isTrue();
    now = START.plusSeconds(300);
    assertThat(tokens.isInUse(1)).isFalse();
  }

  @Test
  void audienceThatWouldHaveToBeEscapedIsRefused() {
    for (List<String> names :
        List.of(List.<String>of(), List.of(""), List.of("a\"b"), List.of("a\\b"), List.of("ä"))) {
      assertThatThrownBy(() -> new Audience(names)).isInstanceOf(InvalidAudienceException.class);
    }
    assertThat(new Audience(List.of("https://db.example/a?b=[1]", "spiffe://x/y")).json())
        .isEqualTo("[\"https://db.example/a?b=[1]\",\"spiffe://x/y\"]");
  }
}
