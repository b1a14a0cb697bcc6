package dev.lateen.sidecar.model;

/**
 * A condition on a subject alternative name of a certificate (RFC 5280 4.2.1.6).
 *
 * @param kind which names are looked at
 * @param value what one of them must be; an exact {@link Kind#DNS} name is also met by a wildcard
 *     in the certificate (RFC 6125 6.4.3)
 */
public record SubjectNameMatch(Kind kind, StringMatch value) {
  /** Kinds of names. */
  public enum Kind {
    EMAIL(1),
    DNS(2),
    URI(6),
    IP_ADDRESS(7);

    private final int tag;

    Kind(int tag) {
      this.tag = tag;
    }

    /** The tag of the name in a certificate. */
    public int tag() {
      return tag;
    }
  }

  /** The DNS name of a host, without case. */
  public static SubjectNameMatch host(String name) {
    return new SubjectNameMatch(Kind.DNS, new StringMatch.Exact(name, true));
  }

  /** A URI, such as a SPIFFE ID. */
  public static SubjectNameMatch uri(String uri) {
    return new SubjectNameMatch(Kind.URI, StringMatch.exact(uri));
  }
}
