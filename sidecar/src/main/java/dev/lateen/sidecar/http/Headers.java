package dev.lateen.sidecar.http;

import io.netty.util.AsciiString;

/** Names and values that HTTP itself does not define. */
final class Headers {
  static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");
  static final AsciiString SERVICE_TIME = AsciiString.cached("x-envoy-upstream-service-time");
  static final AsciiString EXPECTED_TIMEOUT = AsciiString.cached("x-envoy-expected-rq-timeout-ms");
  static final AsciiString TIMEOUT = AsciiString.cached("x-envoy-upstream-rq-timeout-ms");
  static final AsciiString MAX_RETRIES = AsciiString.cached("x-envoy-max-retries");
  static final AsciiString OVERLOADED = AsciiString.cached("x-envoy-overloaded");
  static final AsciiString SERVER = AsciiString.cached("lateen");
  static final AsciiString TEXT = AsciiString.cached("text/plain; charset=utf-8");

  private Headers() {}
}
