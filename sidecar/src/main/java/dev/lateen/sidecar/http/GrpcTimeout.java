package dev.lateen.sidecar.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.time.Duration;

/**
 * How long the caller of gRPC waits for the end of its call: {@code grpc-timeout}, at most eight
 * digits and a unit (gRPC over HTTP/2, "Requests").
 */
final class GrpcTimeout {
  static final AsciiString NAME = AsciiString.cached("grpc-timeout");
  private static final int MOST_DIGITS = 8;
  private static final Duration SHORTEST = Duration.ofNanos(1);

  private GrpcTimeout() {}

  /** The time, at least a nanosecond; zero where nothing, or nothing that can be read, is said. */
  static Duration of(HttpHeaders headers) {
    String text = headers.contains(NAME) ? headers.get(NAME) : "";
    int digits = text.length() - 1;
    if (digits < 1 || digits > MOST_DIGITS) {
      return Duration.ZERO;
    }
    long amount = 0;
    for (int i = 0; i < digits; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return Duration.ZERO;
      }
      amount = amount * 10 + digit;
    }
    return amount == 0 ? SHORTEST : of(amount, text.charAt(digits));
  }

  private static Duration of(long amount, char unit) {
    return switch (unit) {
      case 'H' -> Duration.ofHours(amount);
      case 'M' -> Duration.ofMinutes(amount);
      case 'S' -> Duration.ofSeconds(amount);
      case 'm' -> Duration.ofMillis(amount);
      case 'u' -> Duration.ofNanos(amount * 1_000);
      case 'n' -> Duration.ofNanos(amount);
      default -> Duration.ZERO;
    };
  }
}
