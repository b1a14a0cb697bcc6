package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValidateCommandTest {
  private static final Path SAMPLES = Path.of("../crds/src/samples");

  static Stream<Path> samples() throws IOException {
    try (var files = Files.walk(SAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everySampleIsWhatItsNameSays(Path sample) {
    // When
    var result = new Terminal(Path.of("")).run("validate", "-f", sample.toString());

    // Then
    if (sample.getFileName().toString().startsWith("valid-")) {
      assertThat(result.err()).isEmpty();
      assertThat(result.exitCode()).isZero();
      assertThat(result.out()).endsWith(" valid\n");
    } else {
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err().lines())
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).startsWith(sample + ": document 1: "));
    }
  }

  @Test
  void saysWhatItDoesNotCheck() {
    // When
    var result =
        new Terminal(Path.of(""))
            .typing("apiVersion: v1\nkind: Service\nmetadata: {name: reviews}\n")
            .run("validate", "-f", "-");

    // Then
    assertThat(result.out()).isEqualTo("service/reviews not checked\n");
  }

  @Test
  void namesAFileThatIsNotThere() {
    // When
    var result = new Terminal(Path.of("")).run("validate", "-f", "none.yaml");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).isEqualTo("none.yaml: no such file or folder\n");
  }
}
