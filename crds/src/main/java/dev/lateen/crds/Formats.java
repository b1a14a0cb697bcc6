package dev.lateen.crds;

/**
 * The textual formats of the API group as regular expressions that Java, ECMAScript and RE2 read
 * alike, so that the schema in the API server and the validation here accept the same values.
 */
public final class Formats {
  private static final String RETRY_CONDITION =
      "(5xx|gateway-error|reset|reset-before-request|connect-failure|refused-stream|retriable-4xx"
          + "|retriable-status-codes|retriable-headers|envoy-ratelimited|cancelled"
          + "|deadline-exceeded|internal|resource-exhausted|unavailable|[2-5][0-9][0-9])";

  /** A DNS-1123 label, to be limited to 63 characters (TM-056). */
  public static final String DNS_LABEL = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

  private static final String FOUR_OCTETS =
      "((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])[.]){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";

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
  public static final String IPV4_SUBNET = "^" + FOUR_OCTETS + "(/([1-9]|[12][0-9]|3[0-2]))?$";

  /**
   * An IPv4 or IPv6 subnet with an optional prefix length; of the IPv6 address only the characters.
   */
  public static final String SUBNET =
      "^("
          + FOUR_OCTETS
          + "(/([0-9]|[12][0-9]|3[0-2]))?"
          + "|[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]{1,41}(/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8]))?)$";

  /** An amount of processors as Kubernetes writes it, such as {@code 100m} or {@code 0.5}. */
  public static final String CPU_AMOUNT = "^([0-9]{1,6}m|[0-9]{1,4}([.][0-9]{1,3})?)$";

  /** An amount of memory in bytes as Kubernetes writes it, such as {@code 128Mi}. */
  public static final String MEMORY_AMOUNT = "^[0-9]{1,12}(k|Ki|M|Mi|G|Gi)?$";

  /** An IPv4 address. */
  public static final String IPV4_ADDRESS = "^" + FOUR_OCTETS + "$";

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

  /**
   * An absolute path of a file system, without a character that a shell or a list gives a meaning.
   */
  public static final String ABSOLUTE_PATH = "^(/[A-Za-z0-9._-]+)+$";

  /** Visible ASCII characters without spaces. */
  public static final String VISIBLE = "^[!-~]+$";

  /** A path with an optional query, as a request names it. */
  public static final String PATH = "^/[!-~]*$";

  /** {@link #VISIBLE}, or nothing. */
  public static final String VISIBLE_OR_EMPTY = "^[!-~]*$";

  /**
   * The value of an HTTP header: visible ASCII with spaces inside, possibly empty (RFC 9110 5.5).
   */
  public static final String HEADER_VALUE = "^([!-~]([ -~]*[!-~])?)?$";

  /** Bytes in base64 (RFC 4648 4). */
  public static final String BASE64 =
      "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";

  /** Conditions for another try, joined by commas: Envoy's names, or statuses (TS-01). */
  public static final String RETRY_ON =
      "^" + Formats.RETRY_CONDITION + "(," + Formats.RETRY_CONDITION + ")*$";

  /** A status of gRPC, by name or number (TM-073). */
  public static final String GRPC_STATUS =
      "^(OK|CANCELLED|UNKNOWN|INVALID_ARGUMENT|DEADLINE_EXCEEDED|NOT_FOUND|ALREADY_EXISTS"
          + "|PERMISSION_DENIED|RESOURCE_EXHAUSTED|FAILED_PRECONDITION|ABORTED|OUT_OF_RANGE"
          + "|UNIMPLEMENTED|INTERNAL|UNAVAILABLE|DATA_LOSS|UNAUTHENTICATED|[0-9]|1[0-6])$";

  /** An error code of HTTP/2 by name (RFC 9113 7). */
  public static final String HTTP2_ERROR =
      "^(NO_ERROR|PROTOCOL_ERROR|INTERNAL_ERROR|FLOW_CONTROL_ERROR|SETTINGS_TIMEOUT|STREAM_CLOSED"
          + "|FRAME_SIZE_ERROR|REFUSED_STREAM|CANCEL|COMPRESSION_ERROR|CONNECT_ERROR"
          + "|ENHANCE_YOUR_CALM|INADEQUATE_SECURITY|HTTP_1_1_REQUIRED)$";

  /** What may be revoked: a serial number, or an identity (AU-002, GP-06). */
  public static final String REVOKED =
      "^([0-9a-f]{1,40}|spiffe://[a-z0-9._-]+/ns/[a-z0-9-]+/sa/[a-z0-9.-]+)$";

  private Formats() {}
}
