package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
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

  private static final String ASKING =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: lateen-asking, labels: {%s}}
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
      apply(NO_PODS);
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

  @Test
  void revisionComesAndGoesBesideTheMainOperator() {
    // Given
    assumeTrue(KUBECONFIG.isPresent(), "KUBECONFIG does not name a cluster");

    try {
      run("install", "--image", "localhost/no-such-image:1");

      // When
      var installed = run("install", "--revision", "v2", "--image", "localhost/no-such-image:2");
      var asked = apply(ASKING.formatted("lateen.dev/rev: v2"));
      var refused = run("uninstall", "--revision", "v2");

      // Then
      assertThat(installed.exitCode()).as(installed.err()).isZero();
      assertThat(installed.out())
          .contains(
              "serviceaccount/lateen-operator unchanged",
              "deployment.apps/lateen-operator-v2 created",
              "service/lateen-webhook-v2 created")
          .doesNotContain("deployment.apps/lateen-operator ");
      assertThat(asked.exitCode()).as(asked.err()).isZero();
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err())
          .contains("namespaces with the label lateen.dev/rev=v2: lateen-asking; give them");

      // When
      apply(ASKING.formatted("lateen.dev/rev: default"));
      var removed = run("uninstall", "--revision", "v2");

      // Then
      assertThat(removed.exitCode()).as(removed.err()).isZero();
      assertThat(removed.out())
          .contains("deployment.apps/lateen-operator-v2 deleted", "service/lateen-webhook-v2 ");
      assertThat(run("upgrade", "--dry-run").exitCode()).isZero();
      assertThat(run("upgrade", "--revision", "v2").err())
          .contains("run lateen install --revision v2");

      // When
      run("install", "--revision", "v3", "--image", "localhost/no-such-image:3");
    } finally {
      var all = run("uninstall", "--keep-definitions");
      new Terminal(Path.of(""))
          .typing(ASKING.formatted(""))
          .run("--kubeconfig", KUBECONFIG.orElseThrow(), "delete", "-f", "-");

      // Then
      assertThat(all.exitCode()).as(all.err()).isZero();
      assertThat(all.out())
          .contains(
              "deployment.apps/lateen-operator-v3 deleted",
              "deployment.apps/lateen-operator deleted");
    }
  }

  /** Nothing can be installed in a namespace that is going. */
  @AfterEach
  void awaitTheEndOfTheNamespace() {
    if (KUBECONFIG.isPresent()) {
      new Deadline(Clock.systemUTC(), Duration.ofMinutes(2))
          .await(
              () ->
                  run("install", "--dry-run").out().contains("+++ applied/namespace/lateen-system"),
              () -> "lateen-system is still there");
    }
  }

  private static Terminal.Result apply(String yaml) {
    return new Terminal(Path.of(""))
        .typing(yaml)
        .run("--kubeconfig", KUBECONFIG.orElseThrow(), "apply", "-f", "-");
  }

  private static Terminal.Result run(String... arguments) {
    return new Terminal(Path.of(""))
        .run(
            Stream.concat(Stream.of("--kubeconfig", KUBECONFIG.orElseThrow()), Stream.of(arguments))
                .toArray(String[]::new));
  }
}
