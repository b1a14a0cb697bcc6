package dev.lateen.sidecar.model;

/** What a side of a TLS connection proves itself with. */
public sealed interface TlsCertificate {
  /**
   * A certificate that was sent.
   *
   * @param chain the certificate and those it was issued through, PEM
   * @param privateKey PKCS #8, PEM, not encrypted; never shown
   */
  record Given(String chain, String privateKey) implements TlsCertificate {
    @Override
    public String toString() {
      return "Given[chain=" + chain + ", privateKey=***]";
    }
  }

  /** The identity document of this workload that is in force when a connection is made. */
  record Own() implements TlsCertificate {}
}
