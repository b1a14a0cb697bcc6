package dev.lateen.sidecar.jwt;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A token in its parts (JWS in compact form, RFC 7515 3.1). Immutable if its parts are left alone.
 *
 * @param header JOSE header
 * @param claims what it says
 * @param signed what the signature is of
 * @param signature as it came
 */
public record Jwt(JsonObject header, JsonObject claims, byte[] signed, byte[] signature) {
  private static final int PARTS = 3;
  private static final String ALGORITHM = "ES256";

  /**
   * Takes a token apart. What it says is not verified yet.
   *
   * @throws InvalidJwtException when it is none
   */
  public static Jwt parse(String token) throws InvalidJwtException {
    String[] parts = token.split("\\.", -1);
    if (parts.length != PARTS) {
      throw new InvalidJwtException("it does not have three parts");
    }
    try {
      return new Jwt(
          json(parts[0]),
          json(parts[1]),
          (parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII),
          Base64.getUrlDecoder().decode(parts[2]));
    } catch (DecodeException | IllegalArgumentException e) {
      throw new InvalidJwtException("its parts are not JSON in base64url");
    }
  }

  /**
   * Verifies it (SPIFFE JWT-SVID 2, 3 and 4).
   *
   * @param audience which it must name
   * @param domain what its subject must begin with: the SPIFFE ID of the trust domain
   * @throws InvalidJwtException when it is not to be believed
   */
  public void verify(String audience, String domain, JwkSet keys, Instant now)
      throws InvalidJwtException {
    check(ALGORITHM.equals(header.getValue("alg")), "its algorithm is not " + ALGORITHM);
    Object type = header.getValue("typ");
    check(type == null || type.equals("JWT") || type.equals("JOSE"), "its type is another");
    PublicKey key =
        Optional.ofNullable(header.getValue("kid"))
            .flatMap(id -> keys.find(id.toString()))
            .orElseThrow(() -> new InvalidJwtException("its key is not one of this mesh"));
    check(isSignedBy(key), "its signature is not valid");
    check(subject().startsWith(domain + "/"), "its subject is not of " + domain);
    check(names(audience), "it is for another audience");
    check(expiry().isAfter(now), "it has expired");
  }

  /** Who it is about; empty where it does not say. */
  public String subject() {
    return claims.getValue("sub") instanceof String subject ? subject : "";
  }

  /** When it ends; long ago where it does not say. */
  public Instant expiry() {
    return claims.getValue("exp") instanceof Number seconds
        ? Instant.ofEpochSecond(seconds.longValue())
        : Instant.EPOCH;
  }

  private boolean names(String audience) {
    Object named = claims.getValue("aud");
    return named instanceof JsonArray array
        ? array.getList().contains(audience)
        : audience.equals(named);
  }

  private boolean isSignedBy(PublicKey key) {
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
      verifier.initVerify(key);
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static JsonObject json(String part) {
    return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }

  private static void check(boolean holds, String reason) throws InvalidJwtException {
    if (!holds) {
      throw new InvalidJwtException(reason);
    }
  }
}
