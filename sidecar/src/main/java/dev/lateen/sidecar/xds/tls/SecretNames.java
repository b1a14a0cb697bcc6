package dev.lateen.sidecar.xds.tls;

/** The secrets this proxy knows what to do with. */
public final class SecretNames {
  /** Its own key and certificate, which never come from discovery. */
  static final String OWN_CERTIFICATE = "default";

  /** Whom the mesh trusts. */
  public static final String AUTHORITIES = "ROOTCA";

  /** What tokens are verified by. */
  public static final String TOKEN_KEYS = "JWKS";

  private SecretNames() {}
}
