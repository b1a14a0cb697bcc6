package dev.lateen.citadel.jwt;

import dev.lateen.citadel.authority.Authority;
import dev.lateen.citadel.authority.AuthorityState;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;

/** The keys that tokens are verified by, as others read them (RFC 7517, RFC 7518 6.2). */
public final class JsonWebKeySet {
  private static final int COORDINATE = 32;

  private JsonWebKeySet() {}

  /** Those of every authority that is trusted, the one that signs first. */
  public static String of(AuthorityState state) {
    return state.trusted().stream()
        .map(Authority::jwt)
        .flatMap(Optional::stream)
        .map(JsonWebKeySet::key)
        .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }

  /** All is base64url: nothing needs to be escaped. */
  private static String key(JwtKey key) {
    ECPublicKey point = key.verifying();
    return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ES256\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}"
        .formatted(
            key.id(), coordinate(point.getW().getAffineX()), coordinate(point.getW().getAffineY()));
  }

  /** As many octets as the curve has, whatever the number. */
  private static String coordinate(BigInteger number) {
    byte[] octets = number.toByteArray();
    byte[] whole = new byte[COORDINATE];
    byte[] significant =
        Arrays.copyOfRange(octets, Math.max(0, octets.length - COORDINATE), octets.length);
    System.arraycopy(significant, 0, whole, COORDINATE - significant.length, significant.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }
}
