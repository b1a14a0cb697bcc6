package dev.lateen.operator.replica;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What one replica proves itself to another with, over TLS: that it can read the authority's key.
 * Whoever can do that could call itself anything anyway.
 *
 * @param roots that the other's certificate is verified by, PEM
 * @param token made of the authority's key, from which the key cannot be found; left out of {@link
 *     #toString()}
 */
public record ReplicaProof(List<String> roots, String token) {
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE =
      "lateen replica, proxies of the mesh".getBytes(StandardCharsets.US_ASCII);

  public ReplicaProof {
    roots = List.copyOf(roots);
  }

  /**
   * The proof of who knows a key.
   *
   * @param authorityKey private key of the authority, PEM
   */
  public static ReplicaProof of(List<String> roots, String authorityKey) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(authorityKey.getBytes(StandardCharsets.US_ASCII), ALGORITHM));
      return new ReplicaProof(roots, Base64.getEncoder().encodeToString(mac.doFinal(PURPOSE)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Compares in the same time whatever is shown. */
  boolean isProvedBy(String shown) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.US_ASCII), shown.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return "ReplicaProof[roots=" + roots.size() + "]";
  }
}
