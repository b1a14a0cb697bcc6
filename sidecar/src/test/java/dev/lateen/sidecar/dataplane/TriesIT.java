package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.CircuitBreakers;
import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.ForwardBuilder;
import dev.lateen.sidecar.model.RetryCondition;
import dev.lateen.sidecar.model.RetryPolicy;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which endpoints one request meets, one after another or at the same time. */
class TriesIT {
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final String UNAVAILABLE =
      "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";

  private static RetryPolicy policy(
      int attempts, Duration perTry, Duration idle, boolean avoids, boolean hedges) {
    return new RetryPolicy(
        Set.of(RetryCondition.SERVER_ERROR),
        attempts,
        perTry,
        idle,
        RetryPolicy.BackOff.of(Duration.ofMillis(1)),
        Set.of(),
        List.of(),
        false,
        avoids,
        hedges);
  }

  private static Proxy proxy(RetryPolicy policy, Backend... backends) throws Exception {
    return proxy(policy, Proxy.cluster("a", backends));
  }

  private static Proxy proxy(RetryPolicy policy, Cluster cluster) throws Exception {
    return Proxy.http(
        List.of(Route.of(RouteMatch.ANY, ForwardBuilder.to("a").withRetry(policy).build())),
        cluster);
  }

  /** Answers the first request when the latch is down, others at once by their number. */
  private static Backend slowAtFirst(CountDownLatch latch, AtomicInteger requests)
      throws IOException {
    return Backend.answering(
        _ -> {
          int number = requests.incrementAndGet();
          if (number == 1) {
            await(latch);
          }
          return Backend.ok("answer " + number);
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName(
      "TS-01 a route that hedges asks again beside a slow try, and the first answer counts")
  void aSecondTryGoesBesideASlowOne() throws Exception {
    // Given
    var slow = new CountDownLatch(1);
    var requests = new AtomicInteger();
    try (Backend backend = slowAtFirst(slow, requests);
        Proxy proxy = proxy(policy(1, SHORT, Duration.ZERO, false, true), backend);
        Client client = proxy.client()) {
      // When, then
      assertThat(client.get("/").body()).isEqualTo("answer 2");
      slow.countDown();
      assertThat(client.get("/").body()).isEqualTo("answer 3");
    }
  }

  @Test
  @DisplayName("TS-01 a slow try may still win over the one beside it")
  void theSlowTryMayWin() throws Exception {
    // Given: the second is never answered, and lets the first be
    var first = new CountDownLatch(1);
    var requests = new AtomicInteger();
    try (Backend backend =
            Backend.answering(
                _ -> {
                  boolean isFirst = requests.incrementAndGet() == 1;
                  if (!isFirst) {
                    first.countDown();
                    await(new CountDownLatch(1));
                  }
                  await(first);
                  return Backend.ok("the first");
                });
        Proxy proxy = proxy(policy(1, SHORT, Duration.ZERO, false, true), backend);
        Client client = proxy.client()) {
      // When, then
      assertThat(client.get("/").body()).isEqualTo("the first");
    }
  }

  @Test
  @DisplayName(
      "TS-01 the failure of a slow try is not waited out, and that of the last is the answer")
  void theLastFailureIsTheAnswer() throws Exception {
    // Given
    var requests = new AtomicInteger();
    var first = new CountDownLatch(1);
    try (Backend backend =
            Backend.answering(
                _ -> {
                  if (requests.incrementAndGet() == 1) {
                    await(first);
                  } else {
                    first.countDown();
                  }
                  return UNAVAILABLE;
                });
        Proxy proxy = proxy(policy(1, SHORT, Duration.ZERO, false, true), backend);
        Client client = proxy.client()) {
      // When, then
      assertThat(client.get("/").status()).isEqualTo(503);
      assertThat(requests).hasValue(2);
    }
  }

  @Test
  @DisplayName(
      "TM-063 TS-01 a try that says nothing for too long ends, one that goes on saying something"
          + " does not")
  void silenceEndsATry() throws Exception {
    // Given
    var never = new CountDownLatch(1);
    var requests = new AtomicInteger();
    try (Backend backend = slowAtFirst(never, requests);
        Proxy proxy = proxy(policy(1, Duration.ZERO, SHORT, false, false), backend);
        Client client = proxy.client()) {
      // When, then
      assertThat(client.get("/").body()).isEqualTo("answer 2");
      never.countDown();
    }
    try (Backend silent = slowAtFirst(new CountDownLatch(1), new AtomicInteger());
        Proxy proxy = proxy(policy(0, Duration.ZERO, SHORT, false, false), silent);
        Client client = proxy.client()) {
      assertThat(client.get("/").status()).isEqualTo(504);
    }
  }

  @Test
  @DisplayName("TS-01 a rule that avoids previous hosts tries each endpoint once")
  void previousHostsAreAvoided() throws Exception {
    // Given
    try (Backend one = Backend.answering(_ -> UNAVAILABLE);
        Backend two = Backend.answering(_ -> UNAVAILABLE);
        Backend three = Backend.saying("well");
        Proxy proxy = proxy(policy(2, Duration.ZERO, Duration.ZERO, true, false), one, two, three);
        Client client = proxy.client()) {
      for (int i = 0; i < 20; i++) {
        // When, then
        assertThat(client.get("/").body()).isEqualTo("well");
      }
    }
  }

  @Test
  @DisplayName(
      "UA-06 a new connection that breaks sends a harmless request to another endpoint, and no"
          + " other")
  void brokenConnections() throws Exception {
    // Given
    try (Backend broken = Backend.answering(_ -> "");
        Backend there = Backend.saying("there");
        Proxy proxy =
            Proxy.http(
                List.of(Route.of(RouteMatch.ANY, Forward.to("a"))),
                Proxy.cluster("a", broken, there));
        Client client = proxy.client()) {
      for (int i = 0; i < 10; i++) {
        // When, then
        assertThat(client.get("/").body()).isEqualTo("there");
      }
      int before = broken.requests.size();
      assertThat(before).isPositive();
      int refused = 0;
      for (int i = 0; i < 10; i++) {
        var answer = client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx").read();
        refused += answer.status() == 503 ? 1 : 0;
      }
      assertThat(refused).isPositive().isEqualTo(broken.requests.size() - before);
    }
  }

  @Test
  @DisplayName("TS-02 TS-29 UA-18 retries take no more than their share of the requests under way")
  void retriesHaveABudget() throws Exception {
    // Given: of 10 requests under way 20 % may be retries, and one in any case
    var budget = CircuitBreakers.DEFAULT.withRetryBudget(new CircuitBreakers.RetryBudget(20, 1));
    var first = new CountDownLatch(10);
    var requests = new AtomicInteger();
    var end = new CountDownLatch(1);
    try (Backend backend =
            Backend.answering(
                _ -> {
                  if (requests.incrementAndGet() > 10) {
                    await(end);
                    return Backend.ok("retried");
                  }
                  first.countDown();
                  await(first);
                  return UNAVAILABLE;
                });
        Proxy proxy =
            proxy(
                policy(1, Duration.ZERO, Duration.ZERO, false, false),
                Proxy.cluster("a", backend).withCircuitBreakers(budget))) {
      // When
      var clients = new Client[10];
      for (int i = 0; i < clients.length; i++) {
        clients[i] = proxy.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      }
      org.awaitility.Awaitility.await()
          .until(() -> proxy.cluster("a").limits().retryOverflows() > 0);
      end.countDown();

      // Then
      int retried = 0;
      for (Client client : clients) {
        retried += client.read().status() == 200 ? 1 : 0;
        client.close();
      }
      assertThat(retried).isBetween(1, 2);
    }
  }
}
