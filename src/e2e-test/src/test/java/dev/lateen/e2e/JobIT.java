package dev.lateen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A program that calls as soon as it runs, and then ends. */
@EndToEnd
class JobIT {
  private static final String JOB =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: once}
      spec:
        backoffLimit: 0
        template:
          metadata: {labels: {app: once}}
          spec:
            restartPolicy: Never
            containers:
            - name: app
              image: localhost/lateen-e2e:0.1.0
              imagePullPolicy: IfNotPresent
              command: [/opt/java/bin/java, -cp, /opt/e2e/e2e.jar, dev.lateen.e2e.application.Once, "http://b/"]
      """;

  private final InstalledMesh mesh;

  JobIT(InstalledMesh mesh) {
    this.mesh = mesh;
  }

  @AfterEach
  void delete() {
    Programs.kubectl("delete", "-n", InstalledMesh.APPLICATIONS, "job/once");
  }

  @Test
  @DisplayName("UA-07 UA-08 on a cluster the first call of a Job is answered, and it finishes")
  void finishes() {
    // Given
    assertThat(mesh.workload("a-v1").calls("http://b/")).startsWith("200 ");
    // When
    Programs.apply(InstalledMesh.APPLICATIONS, JOB);
    // Then
    assertThat(
            Programs.kubectl(
                "wait",
                "-n",
                InstalledMesh.APPLICATIONS,
                "job/once",
                "--for=condition=Complete",
                InstalledMesh.limit()))
        .contains("condition met");
    assertThat(Programs.lines("logs", "-n", InstalledMesh.APPLICATIONS, "job/once", "-c=app"))
        .singleElement()
        .asString()
        .startsWith("200 b-v1 ");
    assertThat(sidecars()).containsExactly("lateen-init", "lateen-proxy");
  }

  private static List<String> sidecars() {
    return Programs.lines(
            "get",
            "pods",
            "-n",
            InstalledMesh.APPLICATIONS,
            "-l=app=once",
            "-o=jsonpath={.items[0].spec.initContainers[*].name}")
        .stream()
        .flatMap(line -> Stream.of(line.split(" ")))
        .toList();
  }
}
