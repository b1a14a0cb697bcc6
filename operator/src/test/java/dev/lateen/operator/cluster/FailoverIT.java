package dev.lateen.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.lateen.crds.v1alpha1.Condition;
import dev.lateen.crds.v1alpha1.RouteRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two operators for one mesh. */
@ClusterTest
class FailoverIT {
  private static final Duration LEASE = Duration.ofSeconds(7);

  /** Three times as many are still within what one caller may ask of a replica at once. */
  private static final int CERTIFICATES = 3;

  private static final int NEW_RULES = 10;

  private final Cluster cluster;
  private final OperatorProcess alone;
  private final List<String> serials = new ArrayList<>();
  private String namespace;

  FailoverIT(Cluster cluster, OperatorProcess operator) {
    this.cluster = cluster;
    this.alone = operator;
  }

  @BeforeEach
  void makeRoom() {
    alone.close();
    namespace = cluster.namespace("failover");
  }

  @AfterEach
  void goOn() {
    alone.launch();
    cluster.empty(namespace);
  }

  @Test
  @DisplayName(
      "when the leader is killed another leads, when it is told to end another leads at once, and no request is lost")
  void anotherTakesOver() throws IOException {
    HttpServer application = application();
    List<Integer> first = ports(application);
    List<Integer> second = ports(application);
    try (OperatorProcess one = replica();
        OperatorProcess two = replica()) {
      // Given: one leads, and each has a proxy
      await()
          .atMost(Cluster.PATIENCE)
          .until(() -> List.of(one.name(), two.name()).contains(holder()));
      OperatorProcess leader = holder().equals(one.name()) ? one : two;
      OperatorProcess follower = leader == one ? two : one;
      cluster.install(namespace, "{gateways: {ingress: {enabled: false}}}");
      Certificates certificates = new Certificates(cluster.client(), namespace);
      reviews();
      SidecarProcess.workload(cluster, namespace, "reviews-1", first);
      SidecarProcess.workload(cluster, namespace, "reviews-2", second);
      try (SidecarProcess firstProxy =
              SidecarProcess.start(namespace, "reviews-1", leader.discoveryPort());
          SidecarProcess secondProxy =
              SidecarProcess.start(namespace, "reviews-2", follower.discoveryPort())) {
        // When
        rule(5);
        // Then: the leader knows of both
        assertLive("2/2");
        // When: rules that no replica has seen before
        // Then: none is called live before both obey it
        assertThat(IntStream.range(0, NEW_RULES).mapToObj(this::liveWhenReady)).containsOnly("2/2");
        String roots = certificates.roots();
        issue(certificates, leader, follower);

        // When
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Long> failures =
            CompletableFuture.supplyAsync(() -> failures(first.get(1), over));
        leader.kill();
        rule(6);
        // Then
        assertLive("1/1");
        assertThat(holder()).isEqualTo(follower.name());
        issue(certificates, follower);

        // When
        leader.launch();
        rule(7);
        assertLive("2/2");
        issue(certificates, leader, follower);
        Duration end = follower.end();
        // Then: the lease was given back, so that nobody waits for its end
        assertThat(end).isLessThan(OperatorProcess.STOP.dividedBy(2));
        assertThat(holder()).isIn("", leader.name());
        rule(8);
        assertLive("1/1");
        issue(certificates, leader);
        over.set(true);
        assertThat(failures.join()).isZero();
        assertThat(List.of(firstProxy, secondProxy))
            .allMatch(sidecar -> sidecar.process().isAlive());
        assertThat(certificates.roots()).isEqualTo(roots);
        assertThat(serials).doesNotHaveDuplicates().hasSize(6 * CERTIFICATES);
      }
    } finally {
      application.stop(0);
    }
  }

  private void assertLive(String proxies) {
    await()
        .atMost(Cluster.PATIENCE)
        .untilAsserted(() -> assertThat(cluster.live(namespace, "reviews")).isEqualTo(proxies));
  }

  /** On how many proxies a new rule is live when it is first said to be. */
  private String liveWhenReady(int number) {
    cluster.apply(
        namespace,
        """
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata: {name: try-%1$d}
        spec:
          destination: {name: reviews}
          precedence: 10
          match: {request: {headers: {x-try: {exact: "%1$d"}}}}
          route: [{labels: {version: v1}}]
        """
            .formatted(number));
    return await()
        .atMost(Cluster.PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> cluster.rule(namespace, "try-" + number), FailoverIT::isReady)
        .getStatus()
        .live();
  }

  private static boolean isReady(RouteRule rule) {
    return Optional.ofNullable(rule.getStatus()).stream()
        .flatMap(status -> status.conditions().stream())
        .anyMatch(
            condition ->
                condition.type().equals(Condition.READY) && condition.status().equals("True"));
  }

  private void issue(Certificates certificates, OperatorProcess... replicas) {
    for (OperatorProcess replica : replicas) {
      for (int i = 0; i < CERTIFICATES; i++) {
        serials.add(certificates.serial(replica.identityPort()));
      }
    }
  }

  /** Name of the replica that leads; empty when the lease was given back. */
  private String holder() {
    return Optional.ofNullable(
            cluster.client().leases().inNamespace("default").withName("lateen-operator").get())
        .map(lease -> lease.getSpec().getHolderIdentity())
        .map(identity -> identity.replaceFirst("@.*", ""))
        .orElse("");
  }

  private void reviews() {
    cluster.apply(
        namespace,
        """
        apiVersion: v1
        kind: Service
        metadata: {name: reviews}
        spec: {selector: {app: reviews}, ports: [{name: http, port: 9080}]}
        """);
  }

  private void rule(int seconds) {
    cluster.apply(
        namespace,
        """
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata: {name: reviews}
        spec:
          destination: {name: reviews}
          route: [{labels: {version: v1}}]
          httpReqTimeout: {simpleTimeout: {timeout: %ds}}
        """
            .formatted(seconds));
  }

  private static OperatorProcess replica() {
    return OperatorProcess.start(Map.of(), "-Dlateen.replica.lease=" + LEASE.toSeconds() + "s");
  }

  private static HttpServer application() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static List<Integer> ports(HttpServer application) {
    List<Integer> free = OperatorProcess.freePorts(2);
    return List.of(application.getAddress().getPort(), free.get(0), free.get(1));
  }

  /** Calls the service through a proxy, one request after the other, until it is over. */
  private long failures(int proxyPort, AtomicBoolean over) {
    long failed = 0;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://reviews." + namespace + ":9080/")).build();
    ProxySelector proxy = ProxySelector.of(new InetSocketAddress("127.0.0.1", proxyPort));
    try (HttpClient client = HttpClient.newBuilder().proxy(proxy).build()) {
      while (!over.get()) {
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        failed += status == 204 ? 0 : 1;
      }
    } catch (IOException e) {
      return failed + 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return failed;
  }
}
