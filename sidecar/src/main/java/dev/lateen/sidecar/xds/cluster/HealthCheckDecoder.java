package dev.lateen.sidecar.xds.cluster;

import dev.lateen.sidecar.model.HealthCheck;
import dev.lateen.sidecar.model.HealthCheck.Probe;
import dev.lateen.sidecar.model.HealthCheck.StatusRange;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.config.core.v3.RequestMethod;
import io.envoyproxy.envoy.type.v3.CodecClientType;
import io.envoyproxy.envoy.type.v3.Int64Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Decodes active health checks. */
final class HealthCheckDecoder {
  private static final int OK = 200;

  private HealthCheckDecoder() {}

  static List<HealthCheck> decode(
      List<io.envoyproxy.envoy.config.core.v3.HealthCheck> checks, FieldPath at) {
    at.unsupported("health_checks[1]", checks.size() > 1);
    List<HealthCheck> decoded = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      decoded.add(decode(checks.get(i), at.at("health_checks", i)));
    }
    return decoded;
  }

  private static HealthCheck decode(
      io.envoyproxy.envoy.config.core.v3.HealthCheck check, FieldPath at) {
    at.unsupported("alt_port", check.hasAltPort());
    at.unsupported("transport_socket_match_criteria", check.hasTransportSocketMatchCriteria());
    at.unsupported("tls_options", check.hasTlsOptions());
    return new HealthCheck(
        probe(check, at),
        positive(check.hasInterval(), check.getInterval(), at.at("interval")),
        positive(check.hasTimeout(), check.getTimeout(), at.at("timeout")),
        Math.max(1, Values.unsigned(check.getHealthyThreshold())),
        Math.max(1, Values.unsigned(check.getUnhealthyThreshold())));
  }

  private static Probe probe(io.envoyproxy.envoy.config.core.v3.HealthCheck check, FieldPath at) {
    return switch (check.getHealthCheckerCase()) {
      case HTTP_HEALTH_CHECK -> http(check.getHttpHealthCheck(), at.at("http_health_check"));
      case GRPC_HEALTH_CHECK ->
          new Probe.Grpc(
              check.getGrpcHealthCheck().getServiceName(),
              Values.text(check.getGrpcHealthCheck().getAuthority()));
      case TCP_HEALTH_CHECK -> {
        at.at("tcp_health_check").unsupported("send", check.getTcpHealthCheck().hasSend());
        at.at("tcp_health_check")
            .unsupported("receive", check.getTcpHealthCheck().getReceiveCount() > 0);
        yield new Probe.Tcp();
      }
      case CUSTOM_HEALTH_CHECK, HEALTHCHECKER_NOT_SET ->
          throw at.invalid("set http_health_check, grpc_health_check or tcp_health_check");
    };
  }

  private static Probe http(
      io.envoyproxy.envoy.config.core.v3.HealthCheck.HttpHealthCheck http, FieldPath at) {
    at.unsupported("send", http.hasSend());
    at.unsupported("receive", http.getReceiveCount() > 0);
    at.unsupported("service_name_matcher", http.hasServiceNameMatcher());
    at.unsupported("request_headers_to_add", http.getRequestHeadersToAddCount() > 0);
    at.unsupported(
        "method",
        http.getMethod() != RequestMethod.METHOD_UNSPECIFIED
            && http.getMethod() != RequestMethod.GET);
    at.unsupported("codec_client_type", http.getCodecClientType() != CodecClientType.HTTP1);
    List<StatusRange> expected = ranges(http.getExpectedStatusesList());
    return new Probe.Http(
        http.getPath(),
        Values.text(http.getHost()),
        expected.isEmpty() ? List.of(new StatusRange(OK, OK + 1)) : expected,
        ranges(http.getRetriableStatusesList()));
  }

  private static List<StatusRange> ranges(List<Int64Range> ranges) {
    return ranges.stream()
        .map(range -> new StatusRange((int) range.getStart(), (int) range.getEnd()))
        .toList();
  }

  private static Duration positive(
      boolean given, com.google.protobuf.Duration value, FieldPath at) {
    Duration duration = given ? Values.duration(value, at) : Duration.ZERO;
    if (duration.isZero()) {
      throw at.invalid("is not more than zero");
    }
    return duration;
  }
}
