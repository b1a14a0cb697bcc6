package dev.lateen.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What happens to a mesh on other days, while 200 requests a second go from sidecar to sidecar and
 * 50 by the gateway. A line on the standard output says how each went.
 */
@EndToEnd
@Tag("load")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnderLoadIT {
  private static final String OPERATOR = "lateen-operator";
  private static final String CERTIFICATE = "lateen-webhook-certificate";

  /** A renewed certificate of the webhooks is used ten seconds after it was kept. */
  private static final Duration UNTIL_USED = Duration.ofSeconds(20);

  private final Traffic traffic;

  UnderLoadIT(InstalledMesh mesh) {
    this.traffic =
        new Traffic(mesh.workload("a-v1"), Callee.URL, mesh.workload("t-v1"), Callee.PAGE);
  }

  @BeforeAll
  void prepare() {
    gateways(2);
    Callee.start();
    traffic.warmUp();
  }

  @AfterAll
  void leave() {
    Callee.end();
    gateways(1);
  }

  private static void gateways(int replicas) {
    system(
        "patch",
        "servicemesh/mesh",
        "--type=merge",
        "-p={\"spec\": {\"gateways\": {\"ingress\": {\"replicas\": %d}}}}".formatted(replicas));
    await()
        .atMost(InstalledMesh.PATIENCE)
        .until(
            () ->
                system("get", "deployment/lateen-ingress", "-o", "jsonpath={.status.readyReplicas}")
                    .equals(List.of(String.valueOf(replicas))));
  }

  @Test
  @DisplayName("on a cluster an upgrade of the operator and the way back lose nothing")
  void upgrade() {
    // the same program by another name
    String same =
        system(
                "get",
                "pods",
                "-l=app.kubernetes.io/name=" + OPERATOR,
                "-o",
                "jsonpath={.items[0].status.containerStatuses[0].imageID}")
            .getFirst();
    traffic.losesNothing(
        "operator upgraded", () -> Programs.lateen("upgrade", "--timeout=5m", "--image=" + same));
    traffic.losesNothing("operator brought back", () -> Programs.lateen("upgrade", "--timeout=5m"));
  }

  @Test
  @DisplayName("on a cluster a killed leader is followed by another, and nothing is lost")
  void leaderKilled() {
    traffic.losesNothing(
        "leader killed",
        () -> {
          String leader = leader();
          system("delete", "pod", leader, "--grace-period=0", "--force");
          await()
              .atMost(InstalledMesh.PATIENCE)
              .until(() -> !leader().equals(leader) && !leader().isEmpty());
          InstalledMesh.rolledOut(InstalledMesh.SYSTEM, OPERATOR);
        });
  }

  @Test
  @DisplayName("on a cluster a pod that is evicted goes without a request lost")
  void evicted() {
    traffic.losesNothing(
        "pod evicted",
        () -> {
          Eviction.of(InstalledMesh.APPLICATIONS, Callee.pods().getFirst());
          Callee.rolledOut();
        });
  }

  @Test
  @DisplayName("on a cluster all pods of the mesh and of who is called are evicted as a drain does")
  void drained() {
    traffic.losesNothing(
        "node drained",
        () -> {
          Callee.pods().forEach(pod -> Eviction.of(InstalledMesh.APPLICATIONS, pod));
          system("get", "pods", "-o", "name")
              .forEach(pod -> Eviction.of(InstalledMesh.SYSTEM, pod));
          Callee.rolledOut();
          InstalledMesh.rolledOut(InstalledMesh.SYSTEM, OPERATOR);
          InstalledMesh.rolledOut(InstalledMesh.SYSTEM, "lateen-ingress");
        });
  }

  @Test
  @DisplayName("on a cluster pods are injected while the certificate of the webhooks is changed")
  void certificate() {
    AtomicInteger injected = new AtomicInteger();
    traffic.losesNothing(
        "certificate of the webhooks changed",
        () -> {
          List<String> before = certificateInForce();
          system("delete", "secret", CERTIFICATE);
          await()
              .atMost(InstalledMesh.PATIENCE)
              .until(() -> injects(injected) && isAnother(certificateInForce(), before));
          await()
              .during(UNTIL_USED)
              .atMost(UNTIL_USED.multipliedBy(3))
              .until(() -> injects(injected));
        });
    System.out.println("pods injected meanwhile, and none refused: " + injected);
  }

  private static boolean isAnother(List<String> now, List<String> before) {
    return !now.isEmpty() && !now.equals(before);
  }

  private static List<String> certificateInForce() {
    return system("get", "secret", CERTIFICATE, "--ignore-not-found", "-o=jsonpath={.data}");
  }

  /** Asks for a pod, and for nothing to be kept of it. A webhook that does not answer throws. */
  private static boolean injects(AtomicInteger count) {
    String containers =
        Programs.must(
            List.of(
                "kubectl",
                "create",
                "-n=" + InstalledMesh.APPLICATIONS,
                "--dry-run=server",
                "-o=jsonpath={.spec.initContainers[*].name}",
                "-f=-"),
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: nobody}
            spec: {containers: [{name: app, image: none}]}
            """);
    assertThat(containers).contains("lateen-proxy");
    count.incrementAndGet();
    return true;
  }

  private static String leader() {
    return String.join("", system("get", "lease", OPERATOR, "-o=jsonpath={.spec.holderIdentity}"))
        .replaceAll("@.*", "");
  }

  private static List<String> system(String... words) {
    return Programs.lines(
        Stream.concat(Stream.of("-n", InstalledMesh.SYSTEM), Stream.of(words))
            .toArray(String[]::new));
  }
}
