package dev.lateen.citadel.jwt;

import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.spiffe.SpiffeId;
import dev.lateen.citadel.x509.IssuingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signs tokens by the state in force (SPIFFE JWT-SVID). Who the caller is has been decided before.
 * Safe for use by many threads.
 */
public final class JwtAuthority {
  /** How long a token holds: it cannot be revoked, so that it is short. */
  public static final Duration LIFE = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final Map<Integer, Instant> lastExpiry = new ConcurrentHashMap<>();
  private volatile Optional<AuthorityState> active = Optional.empty();

  /** One that has nothing to sign with yet. */
  public JwtAuthority(InstantSource clock) {
    this.clock = clock;
  }

  /** Goes on with another state: the next token is signed by it. */
  public void use(AuthorityState state) {
    active = Optional.of(state);
  }

  /** Signs a token; empty while there is no key. */
  public Optional<JwtSvid> sign(SpiffeId identity, Audience audience) {
    return active.flatMap(
        state ->
            state
                .current()
                .jwt()
                .map(key -> sign(key, state.current().generation(), identity, audience)));
  }

  /** Whether a token below the root of this generation may still hold. */
  public boolean isInUse(int generation) {
    return lastExpiry.getOrDefault(generation, Instant.EPOCH).isAfter(clock.instant());
  }

  private JwtSvid sign(JwtKey key, int generation, SpiffeId identity, Audience audience) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expiry = now.plus(LIFE);
    lastExpiry.merge(generation, expiry, (one, other) -> one.isAfter(other) ? one : other);
    String signed =
        part("{\"alg\":\"ES256\",\"kid\":\"%s\",\"typ\":\"JWT\"}".formatted(key.id()))
            + '.'
            + part(
                "{\"sub\":\"%s\",\"aud\":%s,\"iat\":%d,\"exp\":%d}"
                    .formatted(
                        identity.uri(),
                        audience.json(),
                        now.getEpochSecond(),
                        expiry.getEpochSecond()));
    return new JwtSvid(signed + '.' + signature(key, signed), key.id(), expiry);
  }

  private static String part(String json) {
    return base64(json.getBytes(StandardCharsets.US_ASCII));
  }

  private static String signature(JwtKey key, String signed) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key.signing());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IssuingException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
