package dev.lateen.citadel.x509;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** Short names of certificates, for people. */
public final class Fingerprints {
  private Fingerprints() {}

  /** SHA-256 of the whole certificate, in lower-case hexadecimal. */
  public static String sha256(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IssuingException(e);
    }
  }
}
