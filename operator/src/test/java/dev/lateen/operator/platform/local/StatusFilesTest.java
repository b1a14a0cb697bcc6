package dev.lateen.operator.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.crds.v1alpha1.Condition;
import dev.lateen.crds.v1alpha1.ResourceStatus;
import dev.lateen.operator.platform.ResourceKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusFilesTest {
  private static final ResourceKey KEY = new ResourceKey("Workload", "default", "w");
  private static final ResourceStatus STATUS =
      new ResourceStatus(
          3L,
          List.of(
              new Condition(
                  "Ready", "True", "Because", "a \"long\" text: " + "x".repeat(200), 3L, null)));

  @TempDir Path root;
  private StatusFiles files;

  @BeforeEach
  void open() {
    files = new StatusFiles(root);
  }

  @Test
  void statusIsReadAsItWasWritten() throws IOException {
    // When
    int changes = files.replaceAll(Map.of(KEY, STATUS));

    // Then
    assertThat(changes).isEqualTo(1);
    assertThat(files.read(KEY, ResourceStatus.class)).contains(STATUS);
    assertThat(root.resolve(".lateen/status/Workload/default/w.yaml"))
        .content()
        .startsWith("observedGeneration: 3\nconditions:\n- type: \"Ready\"\n");
  }

  @Test
  void equalStatusIsNotWrittenAgain() throws IOException {
    // Given
    files.replaceAll(Map.of(KEY, STATUS));

    // When
    int changes = files.replaceAll(Map.of(KEY, STATUS));

    // Then
    assertThat(changes).isZero();
  }

  @Test
  void statusOfAResourceThatIsGoneIsDeleted() throws IOException {
    // Given
    files.replaceAll(Map.of(KEY, STATUS));

    // When
    int changes = files.replaceAll(Map.of());

    // Then
    assertThat(changes).isEqualTo(1);
    assertThat(files.read(KEY, ResourceStatus.class)).isEmpty();
  }

  @Test
  void statusThatSomebodyBrokeCountsAsNone() throws IOException {
    // Given
    files.replaceAll(Map.of(KEY, STATUS));
    Files.writeString(root.resolve(".lateen/status/Workload/default/w.yaml"), "conditions: 7");

    // When
    var status = files.read(KEY, ResourceStatus.class);

    // Then
    assertThat(status).isEmpty();
    assertThat(files.replaceAll(Map.of(KEY, STATUS))).isEqualTo(1);
  }

  @Test
  void nothingIsLeftBesideTheFile() throws IOException {
    // When
    files.replaceAll(Map.of(KEY, STATUS));

    // Then
    assertThat(root.resolve(".lateen/status/Workload/default"))
        .isDirectoryNotContaining("glob:**tmp");
  }
}
