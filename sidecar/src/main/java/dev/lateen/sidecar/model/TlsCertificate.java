package dev.lateen.sidecar.model;

/**
 * What a side of a TLS connection proves itself with.
 *
 * @param chain its certificate and those it was issued through, PEM
 * @param privateKey PKCS #8, PEM, not encrypted; never shown
 */
public record TlsCertificate(String chain, String privateKey) {
  @Override
  public String toString() {
    return "TlsCertificate[chain=" + chain + ", privateKey=***]";
  }
}
