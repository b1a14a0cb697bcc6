package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.ForwardBuilder;
import dev.lateen.sidecar.model.HeaderMatch;
import dev.lateen.sidecar.model.RetryCondition;
import dev.lateen.sidecar.model.RetryPolicy;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.StringMatch;
import dev.lateen.sidecar.model.TryHeaders;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When requests are tried again, between real sockets. */
class RetriesIT {
  private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx";

  private static Proxy proxy(Forward forward, Backend backend) throws Exception {
    return Proxy.http(List.of(Route.of(RouteMatch.ANY, forward)), Proxy.cluster("a", backend));
  }

  /** Fails so at first, then is well. */
  private static Backend failingOnce(String failure) throws IOException {
    var calls = new AtomicInteger();
    return Backend.answering(_ -> calls.incrementAndGet() == 1 ? failure : Backend.ok("well"));
  }

  private static String status(int status, String header) {
    return "HTTP/1.1 " + status + " No\r\n" + header + "Content-Length: 0\r\n\r\n";
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @DisplayName("TM-064 TS-01 each condition retries its failures and no others")
  @CsvSource({
    "5xx, 500, '', true",
    "5xx, 404, '', false",
    "gateway-error, 503, '', true",
    "gateway-error, 500, '', false",
    "retriable-4xx, 409, '', true",
    "retriable-4xx, 408, '', false",
    "retriable-status-codes, 418, '', true",
    "retriable-status-codes, 419, '', false",
    "retriable-headers, 404, x-again: yes, true",
    "retriable-headers, 404, x-again: no, false",
    "envoy-ratelimited, 429, x-envoy-ratelimited: true, true",
    "5xx, 503, x-envoy-ratelimited: true, false",
    "cancelled, 200, grpc-status: 1, true",
    "deadline-exceeded, 200, grpc-status: 4, true",
    "resource-exhausted, 200, grpc-status: 8, true",
    "internal, 200, grpc-status: 13, true",
    "unavailable, 200, grpc-status: 14, true",
    "unavailable, 200, grpc-status: 2, false",
    "connect-failure, 503, '', false",
    "reset, 503, '', false"
  })
  void conditionsRetryTheirFailures(String condition, int status, String header, boolean retried)
      throws Exception {
    // Given
    var policy =
        new RetryPolicy(
            Set.of(RetryCondition.of(condition).orElseThrow()),
            1,
            Duration.ZERO,
            Duration.ZERO,
            RetryPolicy.BackOff.DEFAULT,
            Set.of(418),
            List.of(HeaderMatch.of("x-again", StringMatch.exact("yes"))),
            false,
            false,
            false);
    try (Backend backend = failingOnce(status(status, header.isEmpty() ? "" : header + "\r\n"));
        Proxy proxy = proxy(ForwardBuilder.to("a").withRetry(policy).build(), backend);
        Client client = proxy.client()) {
      // When
      client.get("/");

      // Then
      assertThat(backend.requests).hasSize(retried ? 2 : 1);
    }
  }

  @ParameterizedTest
  @DisplayName("TM-064 TS-01 a connection that ends is retried for 5xx, gateway-error and reset")
  @CsvSource({
    "5xx, 2",
    "gateway-error, 2",
    "reset, 2",
    "reset-before-request, 1",
    "retriable-4xx, 1"
  })
  void endedConnectionsAreRetried(String condition, int tries) throws Exception {
    var conditions = Set.of(RetryCondition.of(condition).orElseThrow());
    try (Backend backend = failingOnce("");
        Proxy proxy =
            proxy(
                ForwardBuilder.to("a")
                    .withRetry(RetryPolicy.on(conditions, 1, Duration.ZERO))
                    .build(),
                backend);
        Client client = proxy.client()) {
      client.send(POST).read();
      assertThat(backend.requests).hasSize(tries);
    }
  }

  @Test
  @DisplayName("UA-18 what may have been carried out is repeated for idempotent methods alone")
  void onlySafeThingsAreRepeated() throws Exception {
    // Given
    var policy = RetryPolicy.of(1, Duration.ZERO).forIdempotentOnly();
    try (Backend backend = failingOnce(status(503, ""));
        Proxy proxy = proxy(ForwardBuilder.to("a").withRetry(policy).build(), backend);
        Client client = proxy.client()) {
      // When // Then
      assertThat(client.send(POST).read().status()).isEqualTo(503);
    }
    try (Backend backend = failingOnce(status(503, ""));
        Proxy proxy = proxy(ForwardBuilder.to("a").withRetry(policy).build(), backend);
        Client client = proxy.client()) {
      assertThat(client.send(POST.replace("POST", "PUT")).read().status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("UA-18 TM-065 a caller that names conditions gets a repetition whatever the method")
  void whoAsksGetsARepetition() throws Exception {
    try (Backend backend = failingOnce(status(503, ""));
        Proxy proxy = proxy(Forward.to("a"), backend);
        Client client = proxy.client()) {
      // When
      var asking = POST.replace("Host: a", "Host: a\r\nX-Envoy-Retry-On: gateway-error");

      // Then
      assertThat(client.send(asking).read().body()).isEqualTo("well");
      assertThat(backend.requests.getLast().header("x-envoy-retry-on")).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "TM-065 TM-066 the caller's headers override number and timeout, by the rule's names too")
  void headersOverrideNumbers() throws Exception {
    // Given
    var named =
        ForwardBuilder.to("a")
            .withRetry(RetryPolicy.of(0, Duration.ZERO))
            .withTryHeaders(new TryHeaders(Optional.of("x-wait"), Optional.of("x-tries"), true))
            .build();
    try (Backend backend = Backend.answering(_ -> status(503, ""));
        Proxy proxy = proxy(named, backend);
        Client client = proxy.client()) {
      // When
      client.get("/", "X-Tries: 2", "X-Wait: 9000");

      // Then
      assertThat(backend.requests)
          .extracting(request -> request.header("x-envoy-attempt-count"))
          .containsExactly("1", "2", "3");
      var last = backend.requests.getLast();
      assertThat(last.header("x-envoy-expected-rq-timeout-ms")).isEqualTo("9000");
      assertThat(last.header("x-tries") + last.header("x-wait")).isEmpty();
      client.get("/", "X-Envoy-Max-Retries: 2");
      assertThat(backend.requests).hasSize(4);
    }
  }

  @Test
  @DisplayName("TM-063 a caller's limit for one try answers 504")
  void callersLimitOneTry() throws Exception {
    try (Backend silent =
            Backend.scripted((_, in, _) -> in.transferTo(OutputStream.nullOutputStream()));
        Proxy proxy =
            proxy(
                ForwardBuilder.to("a").withRetry(RetryPolicy.of(0, Duration.ZERO)).build(),
                silent);
        Client client = proxy.client()) {
      assertThat(client.get("/", "X-Envoy-Upstream-Rq-Per-Try-Timeout-Ms: 50").status())
          .isEqualTo(504);
    }
  }
}
