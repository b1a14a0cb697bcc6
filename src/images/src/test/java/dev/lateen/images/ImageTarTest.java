package dev.lateen.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTarTest {
  private static final String CONTAINERFILE =
      """
      ARG BASE
      FROM ${BASE}
      COPY app /opt/lateen
      ENV MALLOC_ARENA_MAX=1
      USER 1337:1337
      ENTRYPOINT ["/opt/lateen/lateen-sidecar"]
      """;

  @Test
  void imageIsAnOciLayoutThatRunsWhatTheContainerfileSays(@TempDir Path folder) throws Exception {
    // Given
    Path base = folder.resolve("base.tar");
    Jib.fromScratch()
        .containerize(
            Containerizer.to(TarImage.at(base).named("base"))
                .setOfflineMode(true)
                .setBaseImageLayersCache(folder.resolve("base"))
                .setApplicationLayersCache(folder.resolve("application")));
    Path context = Files.createDirectories(folder.resolve("context/app")).getParent();
    Files.writeString(context.resolve("app/lateen-sidecar"), "a program");
    Path output = folder.resolve("image.tar");

    // When
    ImageTar.write(base, Recipe.of(CONTAINERFILE), context, "localhost/lateen-x:1", output);

    // Then
    assertThat(text(output))
        .contains("oci-layout", "index.json", "localhost/lateen-x:1")
        .contains("\"User\":\"1337:1337\"", "\"Entrypoint\":[\"/opt/lateen/lateen-sidecar\"]")
        .contains("\"MALLOC_ARENA_MAX=1\"");
  }

  /** Configuration and index stand in the archive as they are. */
  private static String text(Path tar) throws IOException {
    return Files.readString(tar, StandardCharsets.ISO_8859_1);
  }
}
