package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.CommonRules.duration;
import static dev.lateen.crds.validation.CommonRules.notImplemented;
import static dev.lateen.crds.validation.KindRules.all;
import static dev.lateen.crds.validation.KindRules.when;

import dev.lateen.crds.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rules of a {@code DestinationPolicy} beyond its schema (TM-080..TM-096, TS-02). */
final class DestinationPolicyRules implements KindRules {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(30);

  /** Fields of {@code circuitBreaker.simpleCb} and what says the same elsewhere. */
  private static final Map<String, List<String>> TWICE =
      Map.of(
          "maxConnections", List.of("connectionPool", "tcp", "maxConnections"),
          "httpMaxPendingRequests", List.of("connectionPool", "http", "maxPendingRequests"),
          "httpMaxRequests", List.of("connectionPool", "http", "maxRequests"),
          "httpMaxRequestsPerConnection",
              List.of("connectionPool", "http", "maxRequestsPerConnection"),
          "httpConsecutiveErrors", List.of("outlierDetection"),
          "httpDetectionInterval", List.of("outlierDetection"),
          "sleepWindow", List.of("outlierDetection"),
          "httpMaxEjectionPercent", List.of("outlierDetection"));

  @Override
  public Stream<FieldError> check(Field spec) {
    var breaker = spec.child("circuitBreaker");
    return all(
        CommonRules.service(spec.child("destination")),
        CommonRules.service(spec.child("source")),
        LoadBalancingRules.check(spec.child("loadBalancing")),
        notImplemented(breaker.child("custom"), "use simpleCb"),
        duration(breaker.child("simpleCb").child("sleepWindow")),
        duration(breaker.child("simpleCb").child("httpDetectionInterval")),
        pool(spec.child("connectionPool")),
        outliers(spec.child("outlierDetection")),
        healthCheck(spec.child("healthCheck")),
        twice(spec));
  }

  private static Stream<FieldError> pool(Field pool) {
    var tcp = pool.child("tcp");
    var connect = tcp.child("connectTimeout");
    return all(
        duration(connect),
        Durations.find(connect.text())
            .filter(timeout -> timeout.compareTo(LONGEST_CONNECT) > 0)
            .map(_ -> connect.error("must be at most 30s"))
            .stream(),
        duration(tcp.child("maxConnectionDuration")),
        wholeSeconds(tcp.child("keepalive").child("time")),
        wholeSeconds(tcp.child("keepalive").child("interval")),
        duration(pool.child("http").child("idleTimeout")),
        when(
            pool.child("http").has("maxRetries") && pool.child("http").has("retryBudget"),
            pool.child("http").child("maxRetries"),
            "and retryBudget exclude each other"));
  }

  /** The kernel counts in seconds. */
  private static Stream<FieldError> wholeSeconds(Field duration) {
    return Durations.find(duration.text())
        .filter(found -> found.toMillis() == 0 || found.toMillis() % 1000 != 0)
        .map(_ -> duration.error("must be whole seconds, at least 1s"))
        .stream();
  }

  private static Stream<FieldError> outliers(Field outliers) {
    return all(
        duration(outliers.child("interval")),
        duration(outliers.child("baseEjectionTime")),
        when(
            outliers.has("consecutiveLocalOriginFailures")
                && !outliers.child("splitExternalLocalOriginErrors").node().asBoolean(),
            outliers.child("consecutiveLocalOriginFailures"),
            "needs splitExternalLocalOriginErrors: true"));
  }

  private static Stream<FieldError> healthCheck(Field check) {
    return all(
        when(
            check.node().isObject()
                && Stream.of("http", "grpc", "tcp").filter(check::has).count() != 1,
            check,
            "exactly one of http, grpc, tcp must be set"),
        duration(check.child("interval")),
        duration(check.child("timeout")));
  }

  private static Stream<FieldError> twice(Field spec) {
    var simple = spec.child("circuitBreaker").child("simpleCb");
    return TWICE.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(entry -> simple.has(entry.getKey()))
        .flatMap(
            entry -> {
              var other = spec;
              for (var name : entry.getValue()) {
                other = other.child(name);
              }
              return when(
                  other.present(),
                  simple.child(entry.getKey()),
                  "excludes spec." + String.join(".", entry.getValue()) + ": leave one out");
            });
  }
}
