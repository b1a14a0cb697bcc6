package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stock Envoy reads the bootstrap. Needs {@code LATEEN_ENVOY}, the path of its program. */
@Tag("envoy")
class EnvoyBootstrapIT {
  @TempDir private Path folder;

  @Test
  void isValidWithoutAWarning() throws Exception {
    // Given
    var envoy = Optional.ofNullable(System.getenv("LATEEN_ENVOY")).filter(path -> !path.isBlank());
    assumeTrue(envoy.isPresent(), "LATEEN_ENVOY does not name a stock Envoy");
    var file = folder.resolve("bootstrap.yaml");
    var bootstrap = new Terminal(folder).run("envoy-bootstrap", "--name", "reviews-v1");
    Files.writeString(file, bootstrap.out());

    // When
    var process =
        new ProcessBuilder(envoy.orElseThrow(), "--mode", "validate", "-c", file.toString())
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    // Then
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).doesNotContain("[warning]", "[error]", "[critical]");
  }
}
