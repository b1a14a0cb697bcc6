package dev.lateen.sidecar.http;

import io.netty.util.AsciiString;

/** Names and values that HTTP itself does not define. */
final class Headers {
  static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");
  static final AsciiString SERVICE_TIME = AsciiString.cached("x-envoy-upstream-service-time");
  static final AsciiString EXPECTED_TIMEOUT = AsciiString.cached("x-envoy-expected-rq-timeout-ms");
  static final AsciiString TIMEOUT = AsciiString.cached("x-envoy-upstream-rq-timeout-ms");
  static final AsciiString PER_TRY_TIMEOUT =
      AsciiString.cached("x-envoy-upstream-rq-per-try-timeout-ms");
  static final AsciiString RETRY_ON = AsciiString.cached("x-envoy-retry-on");
  static final AsciiString RETRY_GRPC_ON = AsciiString.cached("x-envoy-retry-grpc-on");
  static final AsciiString RETRIABLE_STATUSES =
      AsciiString.cached("x-envoy-retriable-status-codes");
  static final AsciiString RETRIABLE_HEADERS = AsciiString.cached("x-envoy-retriable-header-names");
  static final AsciiString HEDGE = AsciiString.cached("x-envoy-hedge-on-per-try-timeout");
  static final AsciiString ATTEMPT_COUNT = AsciiString.cached("x-envoy-attempt-count");
  static final AsciiString RATE_LIMITED = AsciiString.cached("x-envoy-ratelimited");
  static final AsciiString FORWARDED_FOR = AsciiString.cached("x-forwarded-for");
  static final AsciiString FORWARDED_PROTO = AsciiString.cached("x-forwarded-proto");
  static final AsciiString MAX_RETRIES = AsciiString.cached("x-envoy-max-retries");
  static final AsciiString OVERLOADED = AsciiString.cached("x-envoy-overloaded");
  static final AsciiString SERVER = AsciiString.cached("lateen");
  static final AsciiString TEXT = AsciiString.cached("text/plain; charset=utf-8");

  private Headers() {}
}
