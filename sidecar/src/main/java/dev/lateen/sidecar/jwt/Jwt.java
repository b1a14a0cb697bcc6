package dev.lateen.sidecar.jwt;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

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
  private static final Set<String> TYPES = Set.of("JWT", "JOSE");

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
    } catch (JsonException | IllegalArgumentException e) {
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
    check(text(header, "alg").equals(ALGORITHM), "its algorithm is not " + ALGORITHM);
    check(!header.containsKey("typ") || TYPES.contains(text(header, "typ")), "its type is another");
    PublicKey key =
        keys.find(text(header, "kid"))
            .orElseThrow(() -> new InvalidJwtException("its key is not one of this mesh"));
    check(isSignedBy(key), "its signature is not valid");
    check(subject().startsWith(domain + "/"), "its subject is not of " + domain);
    check(names(audience), "it is for another audience");
    check(expiry().isAfter(now), "it has expired");
  }

  /** Who it is about; empty where it does not say. */
  public String subject() {
    return text(claims, "sub");
  }

  /** When it ends; long ago where it does not say. */
  public Instant expiry() {
    return claims.get("exp") instanceof JsonNumber seconds
        ? Instant.ofEpochSecond(seconds.longValue())
        : Instant.EPOCH;
  }

  private boolean names(String audience) {
    return claims.get("aud") instanceof JsonArray array
        ? array.contains(Json.createValue(audience))
        : text(claims, "aud").equals(audience);
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

  /** Empty where it is absent or no text. */
  private static String text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString text ? text.getString() : "";
  }

  private static JsonObject json(String part) {
    try (JsonReader reader =
        Json.createReader(new ByteArrayInputStream(Base64.getUrlDecoder().decode(part)))) {
      return reader.readObject();
    }
  }

  private static void check(boolean holds, String reason) throws InvalidJwtException {
    if (!holds) {
      throw new InvalidJwtException(reason);
    }
  }
}
