package dev.lateen.operator.authority.secrets;

/**
 * What a Secret holds, all in PEM. Anything may stand there: somebody may have written it by hand.
 *
 * @param certChain the account's certificate and the intermediates in order, without the root
 * @param key private key, PKCS #8; left out of {@link #toString()}
 * @param rootCert every root that is trusted, the current one first
 */
public record KeyAndCertificate(String certChain, String key, String rootCert) {

  /** The same with other roots. */
  KeyAndCertificate withRoots(String roots) {
    return new KeyAndCertificate(certChain, key, roots);
  }

  @Override
  public String toString() {
    return "KeyAndCertificate[certChain=" + certChain + ", key=hidden, rootCert=" + rootCert + "]";
  }
}
