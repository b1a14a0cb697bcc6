package dev.lateen.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A second operator beside the main one gets a namespace, and gives it back. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevisionsIT {
  private static final String NAMESPACE = "lateen-e2e-moved";
  private static final String CALLED = "http://r." + NAMESPACE + "/";
  private static final String MOVED =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: r}
      spec:
        selector: {app: r}
        ports: [{name: http, port: 80, targetPort: 8080}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: r}
      spec:
        selector: {matchLabels: {app: r}}
        template:
          metadata: {labels: {app: r, version: v1}}
          spec:
            terminationGracePeriodSeconds: 10
            containers:
            - name: app
              image: localhost/lateen-e2e:0.1.0
              imagePullPolicy: IfNotPresent
              env: [{name: NAME, value: r}]
              readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 2}
              lifecycle: {preStop: {sleep: {seconds: 5}}}
      """;

  /** Obeyed by callers, for the calls that ask for it. */
  private static final String RULE =
      """
      apiVersion: lateen.dev/v1alpha1
      kind: RouteRule
      metadata: {name: moved}
      spec:
        destination: {name: r}
        match: {request: {headers: {x-moved: {exact: "yes"}}}}
        route: [{labels: {version: v1}}]
        httpFault: {abort: {percent: 100, httpStatus: 418}}
      """;

  private final InstalledMesh mesh;

  RevisionsIT(InstalledMesh mesh) {
    this.mesh = mesh;
  }

  @BeforeAll
  void installTheSecond() {
    Programs.kubectl("create", "namespace", NAMESPACE);
    Programs.kubectl("label", "namespace", NAMESPACE, "lateen.dev/injection=enabled");
    Programs.apply(NAMESPACE, MOVED);
    InstalledMesh.rolledOut(NAMESPACE, "r");
    Programs.lateen("install", "--revision", "v2");
    InstalledMesh.rolledOut(InstalledMesh.SYSTEM, "lateen-operator-v2");
  }

  @AfterAll
  void leave() {
    Programs.kubectl("delete", "namespace", NAMESPACE);
  }

  @Test
  @DisplayName(
      "TS-18 on a cluster a namespace moves to another revision and back, and no call is lost")
  void moves() {
    // Given
    assertThat(operators()).singleElement().asString().startsWith("lateen-discovery.");
    mesh.workload("a-v1").load(CALLED, 20);
    // When
    moveTo("lateen.dev/rev=v2");
    // Then
    assertThat(operators()).singleElement().asString().startsWith("lateen-discovery-v2.");
    assertThat(mesh.workload("t-v1").calls(CALLED)).startsWith("200 r ");
    obeysRules();
    assertThatThrownBy(() -> Programs.lateen("uninstall", "--revision", "v2"))
        .hasMessageContaining(NAMESPACE);
    // When
    moveTo("lateen.dev/rev-");
    // Then
    assertThat(operators()).singleElement().asString().startsWith("lateen-discovery.");
    assertThat(mesh.workload("a-v1").stopLoad()).contains(" lost 0,");
    obeysRules();
    // When
    Programs.lateen("uninstall", "--revision", "v2");
    // Then
    assertThat(Programs.lines("get", "deployments,services", "-n", InstalledMesh.SYSTEM, "-o=name"))
        .noneMatch(name -> name.contains("v2"))
        .contains("deployment.apps/lateen-operator");
    assertThat(mesh.workload("a-v1").calls(CALLED)).startsWith("200 r ");
  }

  private static void moveTo(String label) {
    Programs.kubectl("label", "namespace", NAMESPACE, label, "--overwrite");
    await().atMost(InstalledMesh.PATIENCE).until(RevisionsIT::isAskedAbout);
    Programs.kubectl("rollout", "restart", "-n", NAMESPACE, "deployment/r");
    InstalledMesh.rolledOut(NAMESPACE, "r");
    await().atMost(InstalledMesh.PATIENCE).until(() -> pods().size() == 1);
  }

  /** The main operator has the API server ask the second one as soon as it has seen it. */
  private static boolean isAskedAbout() {
    return Programs.kubectl(
            "get", "mutatingwebhookconfigurations", "-o=jsonpath={..webhooks[*].name}")
        .contains("v2.revision.");
  }

  private void obeysRules() {
    Programs.apply(NAMESPACE, RULE);
    await().atMost(InstalledMesh.PATIENCE).until(() -> asksForTheRule().startsWith("418 "));
    Programs.kubectl("delete", "-n", NAMESPACE, "routerule/moved");
    await().atMost(InstalledMesh.PATIENCE).until(() -> asksForTheRule().startsWith("200 "));
  }

  private String asksForTheRule() {
    return mesh.workload("b-v1").calls(CALLED, "x-moved: yes", 1).getFirst();
  }

  private static List<String> pods() {
    return Programs.lines("get", "pods", "-n", NAMESPACE, "-o=name");
  }

  /** Whom the sidecars of the namespace ask. */
  private static List<String> operators() {
    return Programs.lines(
        "get",
        "pods",
        "-n",
        NAMESPACE,
        "-o=jsonpath={range .items[*].spec.initContainers[*].env[?(@.name==\"LATEEN_CA_ADDRESS\")]}{.value}{\"\\n\"}{end}");
  }
}
