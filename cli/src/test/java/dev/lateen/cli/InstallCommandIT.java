package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Installing on a real API server. Needs {@code KUBECONFIG}. */
@Tag("cluster")
class InstallCommandIT {
  private static final Optional<String> KUBECONFIG =
      Optional.ofNullable(System.getenv("KUBECONFIG")).filter(path -> !path.isBlank());

  private static final String NO_PODS =
      """
      apiVersion: v1
      kind: ResourceQuota
      metadata: {name: no-pods, namespace: lateen-system}
      spec: {hard: {pods: "0"}}
      """;

  @Test
  void whatIsNotThereIsShownAndNotUpgraded() {
    // Given
    assumeTrue(KUBECONFIG.isPresent(), "KUBECONFIG does not name a cluster");

    // When
    var shown = run("install", "--dry-run");
    var upgraded = run("upgrade");

    // Then
    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains(
            "--- /dev/null\n+++ applied/deployment.apps/lateen-operator\n",
            "\n+kind: Deployment\n");
    assertThat(upgraded.exitCode()).isEqualTo(1);
    assertThat(upgraded.err()).contains("run lateen install");
  }

  /** The definitions stay, as other tests of the same cluster need them. */
  @Test
  void installsOnceAndLeavesNothing() {
    // Given
    assumeTrue(KUBECONFIG.isPresent(), "KUBECONFIG does not name a cluster");

    try {
      // When
      var installed = run("install", "--image", "localhost/no-such-image:1");
      var again = run("install", "--image", "localhost/no-such-image:1");
      var same = run("install", "--image", "localhost/no-such-image:1", "--dry-run");
      var other = run("upgrade", "--image", "localhost/no-such-image:2", "--dry-run");
      new Terminal(Path.of(""))
          .typing(NO_PODS)
          .run("--kubeconfig", KUBECONFIG.orElseThrow(), "apply", "-f", "-");
      var stuck = run("upgrade", "--image", "localhost/no-such-image:2", "--timeout", "3s");

      // Then
      assertThat(installed.exitCode()).as(installed.err()).isZero();
      assertThat(installed.out())
          .contains(
              "namespace/lateen-system created",
              "serviceaccount/lateen-operator created",
              "role.rbac.authorization.k8s.io/lateen-operator created",
              "clusterrole.rbac.authorization.k8s.io/lateen-operator created",
              "deployment.apps/lateen-operator created");
      assertThat(again.out().lines()).isNotEmpty().allMatch(line -> line.endsWith(" unchanged"));
      assertThat(same.out()).matches("0 of [0-9]+ objects would change\n");
      assertThat(other.out())
          .contains(
              "--- live/deployment.apps/lateen-operator\n",
              "-          image: localhost/no-such-image:1\n",
              "+          image: localhost/no-such-image:2\n",
              "\n1 of ");
      assertThat(stuck.exitCode()).isEqualTo(1);
      assertThat(stuck.err()).contains("lateen-operator does not run after 3s: ", "exceeded quota");
    } finally {
      // When
      var said = run("uninstall", "--keep-definitions", "--dry-run");
      var removed = run("uninstall", "--keep-definitions");

      // Then
      assertThat(said.out()).contains("namespace/lateen-system would be deleted");
      assertThat(removed.exitCode()).as(removed.err()).isZero();
      assertThat(removed.out())
          .contains(
              "deployment.apps/lateen-operator deleted",
              "clusterrole.rbac.authorization.k8s.io/lateen-operator deleted",
              "namespace/lateen-system deleted");
    }
  }

  private static Terminal.Result run(String... arguments) {
    return new Terminal(Path.of(""))
        .run(
            Stream.concat(Stream.of("--kubeconfig", KUBECONFIG.orElseThrow()), Stream.of(arguments))
                .toArray(String[]::new));
  }
}
