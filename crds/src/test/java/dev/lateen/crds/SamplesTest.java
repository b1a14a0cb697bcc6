package dev.lateen.crds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {
  private static final Path SAMPLES = Path.of("src/samples");
  private static final String EXPECT = "# expect: ";

  static Stream<Path> valid() throws IOException {
    return samples("valid-");
  }

  static Stream<Path> invalid() throws IOException {
    return samples("invalid-");
  }

  private static Stream<Path> samples(String prefix) throws IOException {
    try (var files = Files.walk(SAMPLES)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("valid")
  void validSampleIsAccepted(Path file) throws IOException {
    // When
    var documents = ResourceReader.read(file.getFileName().toString(), Files.readString(file));

    // Then
    assertThat(documents)
        .hasSize(1)
        .allSatisfy(document -> assertThat(messages(document)).isEmpty())
        .hasOnlyElementsOfType(Document.Accepted.class);
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void invalidSampleIsRefusedForTheReasonItStates(Path file) throws IOException {
    // Given
    var text = Files.readString(file);
    var reason = text.lines().findFirst().orElseThrow();
    assertThat(reason).startsWith(EXPECT);

    // When
    var documents = ResourceReader.read(file.getFileName().toString(), text);

    // Then
    assertThat(documents)
        .singleElement()
        .satisfies(
            document ->
                assertThat(messages(document))
                    .anySatisfy(
                        message ->
                            assertThat(message).contains(reason.substring(EXPECT.length()))));
  }

  private static List<String> messages(Document document) {
    return document instanceof Document.Refused refused ? refused.messages() : List.of();
  }
}
