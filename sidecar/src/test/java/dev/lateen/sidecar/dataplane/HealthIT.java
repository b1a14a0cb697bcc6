package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.HealthCheck;
import dev.lateen.sidecar.model.HealthCheck.Probe;
import dev.lateen.sidecar.model.HealthCheck.StatusRange;
import dev.lateen.sidecar.model.LoadBalancing;
import dev.lateen.sidecar.model.OutlierDetection;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who is left out for its answers, to requests and to checks: a of a and b. */
class HealthIT {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofHours(1);
  private static final List<Route> TO_ALL = List.of(Route.of(RouteMatch.ANY, Forward.to("all")));

  private volatile int status = 200;
  private volatile int checkStatus = 200;
  private Backend a;
  private Backend b;
  private Proxy proxy;

  @BeforeEach
  void start() throws Exception {
    a =
        Backend.answering(
            request -> answer(request.start().contains("/healthz") ? checkStatus : status, "a"));
    b = Backend.saying("b");
    proxy = new Proxy();
  }

  private static String answer(int status, String body) {
    return "HTTP/1.1 " + status + " Some\r\nContent-Length: 1\r\n\r\n" + body;
  }

  @AfterEach
  void stop() {
    proxy.close();
    a.close();
    b.close();
  }

  private Cluster both() {
    return Proxy.cluster("all", a, b)
        .withLoadBalancing(LoadBalancing.ROUND_ROBIN.withPanicPercent(0));
  }

  private void apply(Cluster cluster) throws Exception {
    proxy.apply(Proxy.httpModel("1", TO_ALL, cluster));
  }

  /** Answers by body; on a connection of its own. */
  private Map<String, Integer> ask(int requests) throws Exception {
    Map<String, Integer> answers = new HashMap<>();
    try (Client client = proxy.client()) {
      for (int i = 0; i < requests; i++) {
        answers.merge(client.get("/").body(), 1, Integer::sum);
      }
    }
    return answers;
  }

  private boolean isEjected() {
    return proxy.dataPlane.state().health().get("all").values().stream()
        .anyMatch(health -> health.ejected());
  }

  private boolean failsChecks() {
    return proxy.dataPlane.state().health().get("all").values().stream()
        .anyMatch(health -> health.failsChecks());
  }

  private static OutlierDetection detection(
      int errors, int gatewayErrors, Duration interval, Duration base, int percent, boolean one) {
    return new OutlierDetection(
        errors, gatewayErrors, 0, interval, base, Duration.ofHours(2), percent, one);
  }

  @Test
  @DisplayName(
      "TM-090 TM-093 TM-094 TM-149 an instance with httpConsecutiveErrors 5xx in a row is ejected, the others serve")
  void ejection() throws Exception {
    // Given
    apply(both().withOutlierDetection(detection(3, 0, LONG, LONG, 10, true)));
    status = 500;

    // When fewer in a row than it takes, with a good one in between
    ask(4);
    status = 200;
    ask(2);
    status = 500;
    ask(4);
    assertThat(isEjected()).isFalse();
    ask(2);

    // Then
    Awaitility.await().until(this::isEjected);
    int before = a.requests.size();
    assertThat(ask(10)).containsOnlyKeys("b");
    assertThat(a.requests).hasSize(before);
    assertThat(proxy.cluster("all").outliers().ejected()).isEqualTo(1);
  }

  @Test
  @DisplayName("TM-091 TM-092 an ejected instance comes back after sleepWindow times its ejections")
  void readmission() throws Exception {
    // Given
    apply(both().withOutlierDetection(detection(1, 0, SHORT, SHORT, 100, true)));
    status = 500;
    ask(2);
    Awaitility.await().until(() -> proxy.cluster("all").outliers().ejections() == 1);
    status = 200;

    // When / Then
    Awaitility.await().until(() -> !isEjected());
    assertThat(ask(4)).containsOnlyKeys("a", "b");
  }

  @Test
  @DisplayName("TM-093 no more than httpMaxEjectionPercent of the instances are ejected")
  void maxEjectionPercent() throws Exception {
    // Given two instances that fail, of which half may go
    try (Backend other = Backend.answering(request -> answer(500, "o"))) {
      status = 500;
      apply(
          Proxy.cluster("all", a, other)
              .withOutlierDetection(detection(2, 0, LONG, LONG, 50, false)));

      // When
      Awaitility.await()
          .until(
              () -> {
                ask(4);
                return proxy.cluster("all").outliers().ejectionsOverflowed() > 0;
              });

      // Then
      assertThat(proxy.cluster("all").outliers().ejected()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("TS-02 gateway errors and failures to connect eject an instance too")
  void gatewayErrors() throws Exception {
    // Given
    apply(both().withOutlierDetection(detection(0, 2, LONG, LONG, 50, true)));
    status = 500;
    ask(10);
    assertThat(isEjected()).isFalse();

    // When
    status = 502;
    ask(4);

    // Then
    Awaitility.await().until(this::isEjected);
  }

  @Test
  @DisplayName("TS-02 an instance that cannot be connected to is ejected")
  void localErrors() throws Exception {
    // Given
    apply(both().withOutlierDetection(detection(2, 0, LONG, LONG, 50, true)));
    a.close();

    // When
    Awaitility.await()
        .until(
            () -> {
              try (Client client = proxy.client()) {
                client.get("/");
              }
              return isEjected();
            });

    // Then
    assertThat(ask(6)).containsOnlyKeys("b");
  }

  private static HealthCheck check(Probe probe, int unhealthyThreshold) {
    return new HealthCheck(probe, SHORT, Duration.ofSeconds(5), 2, unhealthyThreshold);
  }

  private static Probe http() {
    return new Probe.Http(
        "/healthz",
        Optional.of("checks"),
        List.of(new StatusRange(200, 201)),
        List.of(new StatusRange(100, 503), new StatusRange(504, 600)));
  }

  @Test
  @DisplayName(
      "TM-148 GP-01 S-25 an instance that fails its health checks gets no requests until it passes again")
  void activeChecks() throws Exception {
    // Given
    apply(both().withHealthCheck(check(http(), 2)));
    assertThat(ask(4)).containsOnlyKeys("a", "b");

    // When
    checkStatus = 500;
    Awaitility.await().until(this::failsChecks);

    // Then
    assertThat(ask(6)).containsOnlyKeys("b");
    assertThat(a.requests)
        .filteredOn(request -> request.start().contains("/healthz"))
        .allSatisfy(
            request -> {
              assertThat(request.header("host")).isEqualTo("checks");
              assertThat(request.header("user-agent")).isEqualTo("lateen/health-check");
            });
    checkStatus = 200;
    Awaitility.await().until(() -> !failsChecks());
    assertThat(ask(4)).containsOnlyKeys("a", "b");
  }

  @Test
  @DisplayName("TM-148 a health check that answers 503 takes the instance out at once")
  void serviceUnavailable() throws Exception {
    // Given a threshold that is never reached
    apply(both().withHealthCheck(check(http(), Integer.MAX_VALUE)));
    Awaitility.await().until(() -> proxy.cluster("all").checks().successes() >= 2);

    // When
    checkStatus = 503;

    // Then
    Awaitility.await().until(this::failsChecks);
    assertThat(ask(6)).containsOnlyKeys("b");
  }

  @Test
  @DisplayName("TM-148 an instance that takes no connections fails its TCP health check")
  void tcpChecks() throws Exception {
    // Given
    apply(both().withHealthCheck(check(new Probe.Tcp(), 1)));
    Awaitility.await().until(() -> proxy.cluster("all").checks().successes() >= 2);

    // When
    a.close();

    // Then
    Awaitility.await().until(this::failsChecks);
    assertThat(ask(6)).containsOnlyKeys("b");
    assertThat(proxy.cluster("all").checks().networkFailures()).isPositive();
  }

  @Test
  @DisplayName("TM-148 an instance that appears gets no requests before it passed a check")
  void newcomersWait() throws Exception {
    // Given
    Cluster alone =
        Proxy.cluster("all", b)
            .withLoadBalancing(LoadBalancing.ROUND_ROBIN.withPanicPercent(0))
            .withHealthCheck(check(http(), 2));
    apply(alone);
    ask(1);
    checkStatus = 500;

    // When
    apply(both().withHealthCheck(check(http(), 2)));

    // Then
    assertThat(ask(6)).containsOnlyKeys("b");
    checkStatus = 200;
    Awaitility.await().until(() -> !failsChecks());
    assertThat(ask(4)).containsOnlyKeys("a", "b");
  }

  @Test
  @DisplayName("TM-148 an instance that says NOT_SERVING fails its gRPC health check")
  void grpcChecks() throws Exception {
    // Given
    try (GrpcHealth server = new GrpcHealth()) {
      Cluster cluster =
          Cluster.of("all", List.of(Endpoint.of("127.0.0.1", server.port())))
              .withHealthCheck(check(new Probe.Grpc("a.b.C", Optional.empty()), 1));
      apply(cluster);
      Awaitility.await().until(() -> proxy.cluster("all").checks().successes() >= 2);
      assertThat(failsChecks()).isFalse();

      // When
      server.is(GrpcHealth.NOT_SERVING);

      // Then
      Awaitility.await().until(this::failsChecks);
      assertThat(server.asked).allMatch(request -> request.endsWith("a.b.C"));
      server.is(GrpcHealth.SERVING);
      Awaitility.await().until(() -> !failsChecks());
    }
  }
}
