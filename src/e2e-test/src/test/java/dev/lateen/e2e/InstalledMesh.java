package dev.lateen.e2e;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lateen on the cluster, and a namespace with applications that know nothing of it: a, b and c (two
 * versions) get sidecars, t has asked for none.
 */
final class InstalledMesh implements AutoCloseable {
  static final String SYSTEM = "lateen-system";
  static final String APPLICATIONS = "lateen-e2e";
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration ALL_HEARD = Duration.ofSeconds(3);

  /** The image of the sidecars, as {@code bin/images} calls it. */
  static final String SIDECAR =
      Optional.ofNullable(System.getenv("LATEEN_SIDECAR")).orElse("sidecar");

  private final Cluster cluster;
  private final List<String> before;
  private final Map<String, Workload> workloads = new TreeMap<>();

  InstalledMesh() {
    cluster = Cluster.find();
    before = clusterScoped();
    try {
      install();
    } catch (RuntimeException e) {
      try {
        close();
      } catch (RuntimeException also) {
        e.addSuppressed(also);
      }
      throw e;
    }
  }

  private void install() {
    Programs.lateen("install");
    rolledOut(SYSTEM, "lateen-operator");
    Programs.apply(
        SYSTEM,
        """
        apiVersion: lateen.dev/v1alpha1
        kind: ServiceMesh
        metadata: {name: mesh}
        spec:
          gateways:
            ingress: {serviceType: ClusterIP, image: "localhost/lateen-%1$s:0.1.0"}
            egress: {image: "localhost/lateen-%1$s:0.1.0"}
          sidecar: {image: "localhost/lateen-%1$s:0.1.0"}
        """
            .formatted(SIDECAR));
    Programs.kubectl("wait", "-n", SYSTEM, "servicemesh/mesh", "--for=condition=Ready", limit());
    Programs.apply(
        "default",
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: lateen-e2e, labels: {lateen.dev/injection: enabled}}
        """);
    Programs.apply(APPLICATIONS, Applications.documents());
    Applications.DEPLOYMENTS.forEach(deployment -> rolledOut(APPLICATIONS, deployment));
    Applications.DEPLOYMENTS.forEach(name -> workloads.put(name, Workload.of(APPLICATIONS, name)));
  }

  /** What an installation could leave behind outside of its namespace. */
  static List<String> clusterScoped() {
    return Programs.lines(
        "get",
        "crds,clusterroles,clusterrolebindings,validatingwebhookconfigurations,"
            + "mutatingwebhookconfigurations,priorityclasses",
        "-o",
        "name");
  }

  /** What of that there was before this installation. */
  List<String> before() {
    return before;
  }

  static String limit() {
    return "--timeout=" + PATIENCE.toSeconds() + "s";
  }

  static void rolledOut(String namespace, String deployment) {
    Programs.kubectl("rollout", "status", "-n", namespace, "deployment/" + deployment, limit());
  }

  Workload workload(String deployment) {
    return workloads.get(deployment);
  }

  /**
   * Applies rules and waits until every sidecar that they concern obeys them. The leader hears of
   * the proxies of another replica a moment after it knows of its own, and says that a rule is
   * Ready, and takes it back, before.
   */
  void apply(String rules) {
    String applied = Programs.apply(APPLICATIONS, rules);
    List<String> names = applied.lines().map(line -> line.split(" ")[0]).toList();
    await()
        .atMost(PATIENCE)
        .during(ALL_HEARD)
        .until(() -> names.stream().allMatch(InstalledMesh::isReady));
  }

  private static boolean isReady(String name) {
    return Programs.lines(
            "get",
            "-n=" + APPLICATIONS,
            name,
            "-o=jsonpath={.status.conditions[?(@.type==\"Ready\")].status}")
        .equals(List.of("True"));
  }

  void withdraw() {
    Programs.kubectl("delete", "-n", APPLICATIONS, "routerules,policies,egressrules", "--all");
    await().atMost(PATIENCE).until(() -> workload("t-v1").calls("http://a/").startsWith("200 "));
  }

  /** Nothing that was installed stays; what has been injected goes on. */
  void uninstall() {
    Programs.lateen("uninstall");
  }

  @Override
  public void close() {
    workloads.values().forEach(Workload::close);
    try (cluster) {
      Programs.kubectl("delete", "namespace", APPLICATIONS, "--ignore-not-found");
      uninstall();
    }
  }
}
