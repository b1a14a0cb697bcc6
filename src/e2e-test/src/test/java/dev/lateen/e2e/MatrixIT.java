package dev.lateen.e2e;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Everyone calls everyone: a and b have sidecars, t has none. */
@EndToEnd
class MatrixIT {
  private static final List<String> ALL = List.of("a", "b", "t");
  private static final List<String> NAMES =
      List.of("", ".lateen-e2e", ".lateen-e2e.svc.cluster.local");

  private final InstalledMesh mesh;

  MatrixIT(InstalledMesh mesh) {
    this.mesh = mesh;
  }

  @AfterEach
  void withdraw() {
    mesh.withdraw();
  }

  @Test
  @DisplayName(
      "AT-01 TM-191 on a cluster everyone reaches everyone by every name, through the sidecars")
  void http() {
    SoftAssertions soft = new SoftAssertions();
    for (String caller : ALL) {
      for (String callee : ALL) {
        for (String name : NAMES) {
          for (String port : List.of("", ":80", ":8080")) {
            String url = "http://" + callee + name + port + "/";
            soft.assertThat(mesh.workload(caller + "-v1").calls(url))
                .as("%s calls %s", caller, url)
                .matches(
                    "200 "
                        + callee
                        + "-v1 from "
                        + comesFrom(callee)
                        + " id "
                        + id(caller, callee)
                        + " at .*");
          }
        }
      }
    }
    soft.assertAll();
  }

  @Test
  @DisplayName("AT-01 TM-150 on a cluster everyone reaches a headless service")
  void headless() {
    SoftAssertions soft = new SoftAssertions();
    for (String caller : ALL) {
      soft.assertThat(mesh.workload(caller + "-v1").calls("http://headless:8080/"))
          .as("%s calls a headless service", caller)
          .startsWith("200 b-v1 ");
    }
    soft.assertAll();
  }

  @Test
  @DisplayName("AT-03 TM-191 on a cluster everyone reaches everyone by TCP and gRPC")
  void tcpAndGrpc() {
    SoftAssertions soft = new SoftAssertions();
    for (String caller : ALL) {
      for (String callee : ALL) {
        soft.assertThat(mesh.workload(caller + "-v1").calls("tcp://" + callee + ":90"))
            .as("%s calls %s", caller, callee)
            .matches("tcp " + callee + "-v1 from " + comesFrom(callee));
        soft.assertThat(mesh.workload(caller + "-v1").calls("grpc://" + callee + ":70"))
            .as("%s calls %s", caller, callee)
            .isEqualTo("grpc " + callee + "-v1");
      }
    }
    soft.assertAll();
  }

  @Test
  @DisplayName("AT-02 AT-03 UA-02 where mutual TLS is demanded, who has no sidecar gets nothing")
  void strict() {
    // When
    mesh.apply(
        """
        apiVersion: lateen.dev/v1alpha1
        kind: Policy
        metadata: {name: strict}
        spec: {mutualTls: {mode: STRICT}}
        """);
    // Then
    SoftAssertions soft = new SoftAssertions();
    for (String url : List.of("http://b/", "http://b:8080/", "tcp://b:90", "grpc://b:70")) {
      soft.assertThat(mesh.workload("a-v1").calls(url)).as("a calls %s", url).contains("b-v1");
      soft.assertThat(mesh.workload("t-v1").calls(url)).as("t calls %s", url).startsWith("failed");
    }
    soft.assertThat(mesh.workload("a-v1").calls("http://t/")).startsWith("200 t-v1");
    soft.assertAll();
    // probes of the kubelet go on
    await()
        .during(Duration.ofSeconds(8))
        .atMost(InstalledMesh.PATIENCE)
        .until(() -> mesh.workload("a-v1").calls("http://b/").startsWith("200 b-v1"));
  }

  /** The sidecar of who is called stands between. */
  private static String comesFrom(String callee) {
    return callee.equals("t") ? "[0-9.]+" : "127\\.0\\.0\\.1";
  }

  private static String id(String caller, String callee) {
    return caller.equals("t") && callee.equals("t") ? "none" : "[-0-9a-f]{36}";
  }
}
