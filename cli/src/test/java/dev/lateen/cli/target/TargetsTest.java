package dev.lateen.cli.target;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTest {
  @TempDir private Path folder;

  @Test
  void refusesAContextThatTheKubeconfigDoesNotHave() {
    // Given
    var kubeconfig =
        """
        apiVersion: v1
        kind: Config
        current-context: earth
        contexts:
        - name: earth
          context: {"cluster": "earth"}
        clusters:
        - name: earth
          cluster: {"server": "http://127.0.0.1:1"}
        """;

    // When // Then
    assertThatThrownBy(() -> choose(kubeconfig, "moon"))
        .isInstanceOf(TargetException.class)
        .hasMessageEndingWith("has no context \"moon\"; name another with --context");
  }

  @Test
  void refusesAKubeconfigThatIsNotYamlInOneLine() {
    assertThatThrownBy(() -> choose("clusters: [", "moon"))
        .isInstanceOf(TargetException.class)
        .hasMessageStartingWith("kubeconfig: ")
        .hasMessageEndingWith("; correct it")
        .hasMessageNotContaining("\n");
  }

  private void choose(String kubeconfig, String context) throws IOException {
    var file = Files.writeString(folder.resolve("config"), kubeconfig);
    var choice =
        new Targets.Choice(
            Optional.empty(), Optional.of(file), Optional.of(context), Optional.empty());
    Targets.choose(choice, Map.of(), _ -> {}).close();
  }
}
