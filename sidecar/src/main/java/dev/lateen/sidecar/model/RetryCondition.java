package dev.lateen.sidecar.model;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A failure worth another try, by the names of the header x-envoy-retry-on (TM-064, TS-01). */
public enum RetryCondition {
  /** A 5xx response, or none: connect failure, reset, per-try timeout. */
  SERVER_ERROR("5xx"),
  /** 502, 503, 504, or no response. */
  GATEWAY_ERROR("gateway-error"),
  /** The connection could not be made. */
  CONNECT_FAILURE("connect-failure"),
  /** Refused before anything was processed (HTTP/2 REFUSED_STREAM). */
  REFUSED_STREAM("refused-stream"),
  /** No response: the connection could not be made or ended, or none came in time. */
  RESET("reset"),
  /** The connection ended before the request was sent. */
  RESET_BEFORE_REQUEST("reset-before-request"),
  /** A response 409. */
  RETRIABLE_4XX("retriable-4xx"),
  /** One of the policy's statuses. */
  RETRIABLE_STATUS_CODES("retriable-status-codes"),
  /** One of the policy's headers. */
  RETRIABLE_HEADERS("retriable-headers"),
  /** A response with x-envoy-ratelimited. */
  RATE_LIMITED("envoy-ratelimited"),
  /** gRPC status 1. */
  GRPC_CANCELLED("cancelled"),
  /** gRPC status 4. */
  GRPC_DEADLINE_EXCEEDED("deadline-exceeded"),
  /** gRPC status 8. */
  GRPC_RESOURCE_EXHAUSTED("resource-exhausted"),
  /** gRPC status 13. */
  GRPC_INTERNAL("internal"),
  /** gRPC status 14. */
  GRPC_UNAVAILABLE("unavailable");

  private static final Map<String, RetryCondition> BY_NAME =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(RetryCondition::text, Function.identity()));

  private final String text;

  RetryCondition(String text) {
    this.text = text;
  }

  /** Its name as configurations and headers write it. */
  public String text() {
    return text;
  }

  /** The condition of a name. */
  public static Optional<RetryCondition> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
