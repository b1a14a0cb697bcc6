package dev.lateen.citadel.jwt;

import dev.lateen.citadel.x509.KeyType;
import dev.lateen.citadel.x509.Pem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * A key that signs tokens, EC P-256 (ES256, RFC 7518 3.4).
 *
 * @param id tells it from other keys of the mesh: a digest of the public half
 * @param privateKey PKCS #8 in PEM; never logged, so that {@link #toString()} leaves it out
 * @param publicKey SubjectPublicKeyInfo in base64
 */
public record JwtKey(String id, String privateKey, String publicKey) {

  /**
   * Makes one.
   *
   * @throws dev.lateen.citadel.x509.IssuingException when the JVM lacks an algorithm
   */
  public static JwtKey create(SecureRandom random) {
    KeyPair pair = KeyType.EC_P256.generate(random);
    String publicKey = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    return new JwtKey(digest(publicKey), Pem.encode(pair.getPrivate()), publicKey);
  }

  /** The half that signs. */
  PrivateKey signing() {
    return Pem.privateKey(privateKey, "EC");
  }

  /** The half that verifies. */
  ECPublicKey verifying() {
    try {
      return (ECPublicKey)
          KeyFactory.getInstance("EC")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("JWT key " + id + " cannot be read", e);
    }
  }

  @Override
  public String toString() {
    return "JwtKey[id=" + id + "]";
  }

  private static String digest(String publicKey) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(publicKey.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
