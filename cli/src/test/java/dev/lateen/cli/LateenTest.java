package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateenTest {
  @TempDir private Path folder;

  @Test
  void wrongUsageShowsTheHelpAndEndsWith2() {
    // When
    var result = new Terminal(folder).run("aply", "-f", "x");

    // Then
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("aply");
    assertThat(new Terminal(folder).run().exitCode()).isEqualTo(2);
  }

  @Test
  void helpOfAPluginCallsItAsItWasCalled() {
    assertThat(new Terminal(folder).called("kubectl lateen").run("get", "--help").out())
        .startsWith("Usage: kubectl lateen get ");
  }

  @Test
  void everyVerbHasHelpWithin100Columns() {
    var verbs = Lateen.commandLine(Session.standard("lateen")).getSubcommands().keySet();
    assertThat(verbs).contains("apply", "get", "delete", "status", "validate", "version");
    assertThat(verbs)
        .allSatisfy(
            verb ->
                assertThat(new Terminal(folder).run(verb, "--help").out().lines())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100)));
  }

  @Test
  void asksForAMeshWhenNoneIsNamed() {
    // When
    var result = new Terminal(folder).with("HOME", folder.toString()).run("get", "rr");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "error: no mesh is named; set --mesh-dir or LATEEN_MESH_DIR to a mesh directory, or"
                + " --kubeconfig or KUBECONFIG to a cluster\n");
  }

  @Test
  void namesAMeshDirectoryThatIsNotThere() {
    // When
    var result = new Terminal(folder).run("--mesh-dir", "none", "get", "rr");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("none\": no such folder; create it or name another");
  }

  @Test
  void takesOneMeshOnly() {
    assertThat(
            new Terminal(folder)
                .run("get", "rr", "--mesh-dir", ".", "--kubeconfig", "x")
                .exitCode())
        .isEqualTo(2);
  }

  @Test
  void completionIsAScriptThatKnowsTheVerbs() {
    assertThat(new Terminal(folder).run("completion").out())
        .startsWith("#!/usr/bin/env bash")
        .contains("envoy-bootstrap", "validate");
  }
}
