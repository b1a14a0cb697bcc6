package dev.lateen.crds.validation;

import dev.lateen.crds.Formats;
import java.util.Map;

/** What a value should look like, in words, for each regular expression of the schema. */
final class FormatReasons {
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry(
              Formats.DNS_LABEL,
              "must be lower-case letters, digits and hyphens, and begin and end with a letter or"
                  + " digit"),
          Map.entry(
              Formats.DNS_NAME,
              "must be a DNS name: lower-case labels joined by dots, such as"
                  + " reviews.default.svc.cluster.local"),
          Map.entry(
              Formats.SERVICE,
              "must be a host name, a wildcard such as *.example.com, or an IPv4 subnet"),
          Map.entry(
              Formats.IPV4_SUBNET,
              "must be an IPv4 address or subnet with a prefix of 1 to 32, such as 10.1.0.0/16"),
          Map.entry(Formats.SUBNET, "must be a subnet, such as 10.1.0.0/16 or fd00::/8"),
          Map.entry(Formats.ABSOLUTE_PATH, "must be an absolute path, such as /opt/cni/bin"),
          Map.entry(Formats.CPU_AMOUNT, "must be an amount of processors, such as 100m or 0.5"),
          Map.entry(Formats.MEMORY_AMOUNT, "must be an amount of memory, such as 128Mi"),
          Map.entry(Formats.IPV4_ADDRESS, "must be an IPv4 address, such as 10.1.2.3"),
          Map.entry(
              Formats.DURATION,
              "must be a duration in whole milliseconds, such as 5s, 1.5s or 200ms"),
          Map.entry(
              Formats.LABEL_VALUE,
              "must be a label value: letters, digits and the characters - _ . /"),
          Map.entry(Formats.HEADER_NAME, "must be a header name: lower-case and hyphenated"),
          Map.entry(Formats.HTTP_METHOD, "must be an HTTP method such as GET, or *"),
          Map.entry(Formats.EGRESS_PROTOCOL, "must be one of HTTP, HTTPS, HTTP2, GRPC, TCP"),
          Map.entry(Formats.PATH, "must be a path that begins with /, such as /healthz"),
          Map.entry(
              Formats.HEADER_VALUE,
              "must be visible ASCII characters, with spaces between them at most"),
          Map.entry(Formats.VISIBLE_OR_EMPTY, "must be visible ASCII characters without spaces"),
          Map.entry(
              Formats.REVOKED,
              "must be a serial number in lower-case hexadecimal, or an identity such as"
                  + " spiffe://cluster.local/ns/default/sa/reviews"),
          Map.entry(Formats.BASE64, "must be base64, such as aGVsbG8="),
          Map.entry(
              Formats.RETRY_ON,
              "must be conditions joined by commas, without spaces: 5xx, gateway-error, reset,"
                  + " reset-before-request, connect-failure, refused-stream, retriable-4xx,"
                  + " retriable-status-codes, retriable-headers, envoy-ratelimited, cancelled,"
                  + " deadline-exceeded, internal, resource-exhausted, unavailable, or statuses"),
          Map.entry(
              Formats.GRPC_STATUS,
              "must be a gRPC status such as UNAVAILABLE, or its number, 0 to 16"),
          Map.entry(
              Formats.HTTP2_ERROR, "must be an HTTP/2 error such as REFUSED_STREAM (RFC 9113 7)"),
          Map.entry(Formats.VISIBLE, "must be visible ASCII characters without spaces"));

  private FormatReasons() {}

  static String of(String pattern) {
    return REASONS.getOrDefault(pattern, "must match " + pattern);
  }
}
