package dev.lateen.sidecar.model;

/** A version of TLS this proxy speaks; older ones are broken (RFC 8996). */
public enum TlsVersion {
  TLS_1_2("TLSv1.2"),
  TLS_1_3("TLSv1.3");

  private final String protocol;

  TlsVersion(String protocol) {
    this.protocol = protocol;
  }

  /** What Java's TLS calls it. */
  public String protocol() {
    return protocol;
  }
}
