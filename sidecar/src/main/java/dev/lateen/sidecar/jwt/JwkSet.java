package dev.lateen.sidecar.jwt;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keys by which tokens are verified, by their ID (RFC 7517); those of another kind than EC P-256
 * are passed over. Immutable.
 */
public final class JwkSet {
  private static final String CURVE = "P-256";

  private final Map<String, PublicKey> keys;

  private JwkSet(Map<String, PublicKey> keys) {
    this.keys = Map.copyOf(keys);
  }

  /**
   * Reads a set.
   *
   * @throws IllegalArgumentException when it is none, or a key of it cannot be
   */
  public static JwkSet parse(String json) {
    Map<String, PublicKey> keys = new HashMap<>();
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      JsonObject set = reader.readObject();
      for (JsonValue value : set.getOrDefault("keys", JsonValue.EMPTY_JSON_ARRAY).asJsonArray()) {
        JsonObject key = value.asJsonObject();
        String id = key.getString("kid", "");
        if (key.getString("crv", "").equals(CURVE) && !id.isEmpty()) {
          keys.put(id, key(key));
        }
      }
      return new JwkSet(keys);
    } catch (JsonException | ClassCastException | GeneralSecurityException e) {
      throw new IllegalArgumentException("not a JWK set (RFC 7517): " + e.getMessage(), e);
    }
  }

  /** The key with this ID. */
  Optional<PublicKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  private static PublicKey key(JsonObject key) throws GeneralSecurityException {
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    return KeyFactory.getInstance("EC")
        .generatePublic(
            new ECPublicKeySpec(
                new ECPoint(number(key.getString("x", "")), number(key.getString("y", ""))),
                curve.getParameterSpec(ECParameterSpec.class)));
  }

  private static BigInteger number(String base64) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
  }
}
