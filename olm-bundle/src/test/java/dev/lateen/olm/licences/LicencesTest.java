package dev.lateen.olm.licences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The libraries of the programs, as {@code make sbom} lists them. */
class LicencesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"operator", "sidecar", "cli", "bookinfo"})
  void everyLibraryMayBePartOfAProgramUnderApache2(String program) throws IOException {
    // Given
    Path file = Path.of("../target/sbom", "lateen-" + program + ".cdx.json");
    assumeTrue(Files.exists(file), "make sbom was not run");

    // When
    JsonNode bom = JSON.readTree(Files.readString(file));

    // Then
    assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bom.at("/metadata/component/name").asText()).isEqualTo("lateen-" + program);
    assertThat(Licences.incompatible(bom)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"license\": {\"id\": \"GPL-3.0-only\"}}; [GPL-3.0-only]",
        "{\"license\": {\"name\": \"Ask us\"}}; [Ask us]",
        "{\"expression\": \"AGPL-3.0-only OR LGPL-2.1-only\"}; [AGPL-3.0-only, LGPL-2.1-only]"
      })
  void whatMayNotBePartOfItIsFound(String licence, String found) throws IOException {
    assertThat(Licences.incompatible(bom(licence))).containsExactly("other has " + found);
  }

  @Test
  void oneOfSeveralIsEnough() throws IOException {
    assertThat(
            Licences.incompatible(
                bom("{\"license\": {\"id\": \"GPL-2.0-only\"}}, {\"license\": {\"id\": \"MIT\"}}")))
        .isEmpty();
    assertThat(Licences.incompatible(bom("{\"license\": {\"name\": \"Apache 2 License\"}}")))
        .isEmpty();
    assertThat(Licences.incompatible(bom("{\"expression\": \"GPL-2.0-only OR MIT\"}"))).isEmpty();
    assertThat(Licences.incompatible(bom("{\"expression\": \"(GPL-2.0-only OR MIT)\"}"))).isEmpty();
  }

  private static JsonNode bom(String licences) throws IOException {
    return JSON.readTree(
        "{\"components\": [{\"name\": \"other\", \"licenses\": [%s]}]}".formatted(licences));
  }
}
