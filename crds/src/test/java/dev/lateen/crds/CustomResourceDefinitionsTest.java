package dev.lateen.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CustomResourceDefinitionsTest {
  private static final Path CHECKED_IN = Path.of("src/main/resources/dev/lateen/crds");

  static List<Class<? extends CustomResource<?, ?>>> kinds() {
    return CustomResourceDefinitions.KINDS;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void checkedInDefinitionIsWhatTheClassesSay(
      Class<? extends CustomResource<?, ?>> kind, @TempDir Path directory) throws IOException {
    // Given
    var name = CustomResource.getCRDName(kind);
    var file = CHECKED_IN.resolve(name + ".yaml");

    // When
    var generated = new CustomResourceDefinitionGenerator().generate(kind, directory);
    if (Boolean.getBoolean("lateen.golden.update")) {
      Files.createDirectories(CHECKED_IN);
      Files.writeString(file, generated);
    }

    // Then
    assertThat(file).as("run with -Dlateen.golden.update=true to rewrite it").hasContent(generated);
  }

  @Test
  void everyDefinitionIsReadFromTheClassPath() {
    assertThat(CustomResourceDefinitions.names())
        .hasSize(7)
        .allSatisfy(
            name -> assertThat(CustomResourceDefinitions.yaml(name)).contains("name: " + name));
  }

  @Test
  void unknownDefinitionIsNamedInTheError() {
    assertThatThrownBy(() -> CustomResourceDefinitions.yaml("gateways.lateen.dev"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gateways.lateen.dev");
  }
}
