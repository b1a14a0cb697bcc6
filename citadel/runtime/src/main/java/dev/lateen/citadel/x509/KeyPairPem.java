package dev.lateen.citadel.x509;

/**
 * A private key and the certificate of its public half, both in PEM (RFC 7468).
 *
 * @param privateKey PKCS #8 private key; never logged, so that {@link #toString()} leaves it out
 * @param certificate X.509 certificate
 */
public record KeyPairPem(String privateKey, String certificate) {

  @Override
  public String toString() {
    return "KeyPairPem[privateKey=hidden, certificate=" + certificate + "]";
  }
}
