package dev.lateen.crds;

/**
 * The textual formats of the API group as regular expressions that Java, ECMAScript and RE2 read
 * alike, so that the schema in the API server and the validation here accept the same values.
 */
public final class Formats {
  /** A DNS-1123 label, to be limited to 63 characters (TM-056). */
  public static final String DNS_LABEL = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

  /** A DNS-1123 name of one or more labels, to be limited to 255 characters (TM-056). */
  public static final String DNS_NAME =
      "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?([.][a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$";

  /**
   * A host name, or a wildcard as {@code *}, {@code *.example.com} or {@code *-bar.example.com}
   * (TM-133), or an IPv4 address with an optional prefix length (TM-137).
   */
  public static final String SERVICE =
      "^([*]|([*][-.])?[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?([.][a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*"
          + "(/([1-9]|[12][0-9]|3[0-2]))?)$";

  /** An IPv4 address with an optional prefix length of 1 to 32 (TM-027, TM-056). */
  public static final String IPV4_SUBNET =
      "^((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])[.]){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"
          + "(/([1-9]|[12][0-9]|3[0-2]))?$";

  /** An IPv4 address. */
  public static final String IPV4_ADDRESS =
      "^((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])[.]){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])$";

  /**
   * A duration in whole milliseconds (TM-056): numbers with units, such as {@code 1.5s}, {@code
   * 200ms}, {@code 1m30s}.
   */
  public static final String DURATION = "^([0-9]{1,9}(ms|([.][0-9]{1,3}0*)?[smh]))+$";

  /** The key of a label: letters, digits and {@code - _ . /} (TM-056). */
  public static final String LABEL_KEY = "^[-A-Za-z0-9_./]+$";

  /** The value of a label: letters, digits and {@code - _ . /}, possibly empty (TM-056). */
  public static final String LABEL_VALUE = "^[-A-Za-z0-9_./]*$";

  /** The name of an HTTP header: lower-case and hyphenated (TM-024). */
  public static final String HEADER_NAME = "^[a-z0-9]([-a-z0-9_]*[a-z0-9])?$";

  /** The name of an HTTP method, or {@code *} (TM-100). */
  public static final String HTTP_METHOD = "^([*]|[A-Za-z-]+)$";

  /** The protocol of an external port, in any case as Istio reads it (TM-132, TM-137). */
  public static final String EGRESS_PROTOCOL = "^(?i:HTTP|HTTPS|HTTP2|GRPC|TCP)$";

  /** Visible ASCII characters without spaces. */
  public static final String VISIBLE = "^[!-~]+$";

  /** A path with an optional query, as a request names it. */
  public static final String PATH = "^/[!-~]*$";

  private Formats() {}
}
