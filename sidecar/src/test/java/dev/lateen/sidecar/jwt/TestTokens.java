package dev.lateen.sidecar.jwt;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.util.BigIntegers;

/** Signs tokens for one test. */
public final class TestTokens {
  private final String id;
  private final KeyPair keys;

  /** With a new key. */
  public TestTokens(String id) {
    this.id = id;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      this.keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The set with its key. */
  public String jwks() {
    var point = ((ECPublicKey) keys.getPublic()).getW();
    return Json.createObjectBuilder()
        .add(
            "keys",
            Json.createArrayBuilder()
                .add(
                    Json.createObjectBuilder()
                        .add("kty", "EC")
                        .add("crv", "P-256")
                        .add("kid", id)
                        .add("x", coordinate(point.getAffineX()))
                        .add("y", coordinate(point.getAffineY()))))
        .build()
        .toString();
  }

  /** What every header says. */
  public JsonObject header() {
    return Json.createObjectBuilder().add("alg", "ES256").add("kid", id).add("typ", "JWT").build();
  }

  /** What a token says that is good for five minutes. */
  public static JsonObject claims(String subject, List<String> audience, Instant now) {
    return Json.createObjectBuilder()
        .add("sub", subject)
        .add("aud", Json.createArrayBuilder(audience))
        .add("iat", now.getEpochSecond())
        .add("exp", now.plusSeconds(300).getEpochSecond())
        .build();
  }

  /** Any token. */
  public String sign(JsonObject header, JsonObject claims) {
    String signed = base64(header.toString()) + '.' + base64(claims.toString());
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(keys.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + '.' + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String coordinate(BigInteger number) {
    return base64(BigIntegers.asUnsignedByteArray(32, number));
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
