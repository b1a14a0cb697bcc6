package dev.lateen.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeTest {
  private static final Path SIDECAR =
      Path.of("../../sidecar/src/main/containers/Containerfile.jvm");

  @Test
  void containerfileOfTheSidecarIsUnderstood() throws IOException {
    // When
    Recipe recipe = Recipe.of(Files.readString(SIDECAR));

    // Then
    assertThat(recipe.copies())
        .containsExactly(
            new Recipe.Copy("runtime", "/opt/java"), new Recipe.Copy("app", "/opt/lateen"));
    assertThat(recipe.environment()).containsEntry("MALLOC_ARENA_MAX", "1");
    assertThat(recipe.user()).isEqualTo("1337:1337");
    assertThat(recipe.entrypoint())
        .startsWith("/opt/java/bin/java", "@/opt/lateen/jvm.options")
        .endsWith("-jar", "/opt/lateen/quarkus-run.jar");
    assertThat(recipe.skipped()).singleElement().asString().contains("nft");
  }

  @ParameterizedTest
  @MethodSource("containerfiles")
  void everyContainerfileIsUnderstood(Path file) throws IOException {
    // When
    Recipe recipe = Recipe.of(Files.readString(file));

    // Then
    assertThat(recipe.user()).matches("[0-9]+:[0-9]+");
    assertThat(recipe.copies()).isNotEmpty();
    assertThat(recipe.entrypoint()).isNotEmpty();
  }

  static Stream<Path> containerfiles() {
    return Stream.of(
        SIDECAR,
        SIDECAR.resolveSibling("Containerfile.native"),
        Path.of("../../operator/src/main/containers/Containerfile.jvm"),
        Path.of("../../examples/bookinfo/src/main/containers/Containerfile.jvm"));
  }

  @Test
  void whatNeedsAnEngineIsRefused() {
    assertThatThrownBy(() -> Recipe.of("VOLUME /data"))
        .hasMessage("cannot do without an engine: VOLUME /data");
  }
}
