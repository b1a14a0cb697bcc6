package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.ForwardBuilder;
import dev.lateen.sidecar.model.HashPolicy;
import dev.lateen.sidecar.model.LoadBalancing;
import dev.lateen.sidecar.model.LoadBalancing.Algorithm;
import dev.lateen.sidecar.model.LoadBalancing.SlowStart;
import dev.lateen.sidecar.model.Locality;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which of three instances, named a, b and c, gets a request. */
class BalancingIT {
  private static final List<Route> TO_ALL = List.of(Route.of(RouteMatch.ANY, Forward.to("all")));

  private final List<Backend> backends = new ArrayList<>();
  private Proxy proxy;

  @BeforeEach
  void start() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      backends.add(Backend.saying(name));
    }
    proxy = new Proxy();
  }

  @AfterEach
  void stop() {
    proxy.close();
    backends.forEach(Backend::close);
  }

  private void balance(LoadBalancing policy, HashPolicy... hash) throws Exception {
    apply(Proxy.cluster("all", backends.toArray(Backend[]::new)).withLoadBalancing(policy), hash);
  }

  private void apply(Cluster cluster, HashPolicy... hash) throws Exception {
    Forward forward = ForwardBuilder.to("all").withHash(List.of(hash)).build();
    proxy.apply(Proxy.httpModel("1", List.of(Route.of(RouteMatch.ANY, forward)), cluster));
  }

  private Map<String, Integer> ask(int requests) throws Exception {
    Map<String, Integer> answers = new HashMap<>();
    try (Client client = proxy.client()) {
      for (int i = 0; i < requests; i++) {
        answers.merge(client.get("/").body(), 1, Integer::sum);
      }
    }
    return answers;
  }

  @Test
  @DisplayName("TM-033 TM-083 S-03 instances are taken in turn")
  void roundRobin() throws Exception {
    // Given
    balance(LoadBalancing.ROUND_ROBIN);

    // When / Then
    assertThat(ask(30)).containsOnly(Map.entry("a", 10), Map.entry("b", 10), Map.entry("c", 10));
  }

  @Test
  @DisplayName("TM-084 TM-147 the less busy of two random instances is taken")
  void leastConnections() throws Exception {
    // Given an instance that does not answer, and one that does
    CountDownLatch held = new CountDownLatch(1);
    Backend free = backends.getFirst();
    List<Client> clients = new ArrayList<>();
    try (Backend busy =
        Backend.answering(
            request -> {
              await(held);
              return Backend.ok("busy");
            })) {
      apply(
          Proxy.cluster("all", busy, free)
              .withLoadBalancing(LoadBalancing.of(new Algorithm.LeastRequest())));

      // When
      for (int i = 1; i <= 120; i++) {
        int sent = i;
        Client client = proxy.client();
        clients.add(client.send("GET / HTTP/1.1\r\nHost: all\r\n\r\n"));
        Awaitility.await()
            .pollInterval(Duration.ofMillis(1))
            .until(() -> busy.requests.size() + free.requests.size() == sent);
      }

      // Then it is taken only where it is drawn twice: 30 of 120, where chance alone gives it 60
      assertThat(busy.requests).hasSizeLessThan(46);
    } finally {
      held.countDown();
      for (Client client : clients) {
        client.close();
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("TM-085 any instance is taken")
  void random() throws Exception {
    // Given
    balance(LoadBalancing.of(new Algorithm.Random()));

    // When / Then
    assertThat(ask(300).values()).hasSize(3).allMatch(count -> count > 60 && count < 140);
  }

  @Test
  @DisplayName("TS-02 calls with one header value go to one instance, by ring and by Maglev table")
  void hashByHeader() throws Exception {
    for (Algorithm algorithm :
        List.of(new Algorithm.RingHash(1024, 8 << 20), new Algorithm.Maglev(65_537))) {
      // Given
      balance(LoadBalancing.of(algorithm), new HashPolicy.Header("x-user"));

      // When
      Set<String> used = new HashSet<>();
      for (int user = 0; user < 20; user++) {
        Set<String> ofUser = new HashSet<>();
        for (int connection = 0; connection < 3; connection++) {
          try (Client client = proxy.client()) {
            ofUser.add(client.get("/", "X-User: user-" + user).body());
          }
        }
        assertThat(ofUser).as("user %s", user).hasSize(1);
        used.addAll(ofUser);
      }

      // Then
      assertThat(used).hasSize(3);
    }
  }

  @Test
  @DisplayName("TS-02 a caller without the cookie is given one, and stays with its instance")
  void hashByCookie() throws Exception {
    // Given
    balance(
        LoadBalancing.of(new Algorithm.RingHash(1024, 8 << 20)),
        new HashPolicy.Cookie("user", Optional.of(Duration.ofHours(1)), "/shop"));
    try (Client client = proxy.client()) {
      // When
      Wire.Message first = client.get("/");
      String cookie = first.header("set-cookie");
      String pair = cookie.substring(0, cookie.indexOf(';'));

      // Then
      assertThat(cookie).matches("user=\"[0-9a-f]{1,16}\"; Max-Age=3600; Path=/shop; HttpOnly");
      for (int i = 0; i < 10; i++) {
        Wire.Message next = client.get("/", "Cookie: other=1; " + pair);
        assertThat(next.body()).isEqualTo(first.body());
        assertThat(next.header("set-cookie")).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("TS-02 calls go to one instance by query parameter and by source address")
  void hashByQueryAndSource() throws Exception {
    LoadBalancing ring = LoadBalancing.of(new Algorithm.RingHash(1024, 8 << 20));
    balance(ring, new HashPolicy.QueryParameter("user"));
    Set<String> byUser = new HashSet<>();
    try (Client client = proxy.client()) {
      for (int i = 0; i < 10; i++) {
        byUser.add(client.get("/?a=" + i + "&user=jason").body());
      }
    }
    assertThat(byUser).hasSize(1);
    balance(ring, new HashPolicy.SourceAddress());
    assertThat(ask(10)).hasSize(1);
  }

  @Test
  @DisplayName("TS-02 TS-29 the faster instance is preferred by its latency")
  void peakEwma() throws Exception {
    // Given
    try (Backend slow =
        Backend.answering(
            request -> {
              pause(100);
              return Backend.ok("slow");
            })) {
      apply(
          Proxy.cluster("all", slow, backends.getFirst())
              .withLoadBalancing(LoadBalancing.of(new Algorithm.PeakEwma(Duration.ofSeconds(10)))));

      // When / Then: the slow one is tried, and then left alone
      assertThat(ask(40).get("a")).isGreaterThanOrEqualTo(36);
    }
  }

  /** What a slow instance does; not waited for by the test. */
  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("TS-27 an instance that comes later gets its share slowly")
  void slowStart() throws Exception {
    // Given two instances that have been there for the whole window when the third comes
    Duration window = Duration.ofSeconds(3);
    LoadBalancing policy = LoadBalancing.ROUND_ROBIN.withSlowStart(new SlowStart(window, 1, 1));
    apply(Proxy.cluster("all", backends.get(0), backends.get(1)).withLoadBalancing(policy));
    ask(1);
    long started = System.nanoTime();
    Awaitility.await().until(() -> System.nanoTime() - started > window.toNanos());
    balance(policy);

    // When / Then at first it gets little, and later a third
    assertThat(ask(9).getOrDefault("c", 0)).isLessThanOrEqualTo(1);
    Awaitility.await()
        .untilAsserted(() -> assertThat(ask(30).getOrDefault("c", 0)).isBetween(9, 11));
  }

  @Test
  @DisplayName("TS-07 TM-152 the next locality takes over when the nearest has no healthy instance")
  void localityFailover() throws Exception {
    // Given
    List<Endpoint> near = List.of(at(0, 0, true), at(1, 1, true), at(2, 2, true));
    List<Endpoint> nearIsIll = List.of(at(0, 0, false), at(1, 1, true), at(2, 2, true));

    // When / Then
    apply(Cluster.of("all", near));
    assertThat(ask(10)).containsOnlyKeys("a");
    apply(Cluster.of("all", nearIsIll));
    assertThat(ask(10)).containsOnlyKeys("b");
  }

  private Endpoint at(int backend, int priority, boolean healthy) {
    return new Endpoint(
        "127.0.0.1",
        backends.get(backend).port(),
        1,
        new Locality("r" + priority, "", "", priority, 1),
        healthy);
  }
}
