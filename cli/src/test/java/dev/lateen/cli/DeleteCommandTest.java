package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeleteCommandTest {
  private static final String RATINGS =
      MeshDirectoryFixture.ALL_TO_V1.replace("name: reviews", "name: ratings");

  @TempDir private Path folder;
  private MeshDirectoryFixture mesh;

  @BeforeEach
  void writeMesh() {
    mesh = new MeshDirectoryFixture(folder);
    mesh.write("both.yaml", MeshDirectoryFixture.ALL_TO_V1 + "---\n" + RATINGS);
  }

  @Test
  void deletesByNameAndLeavesTheOthersOfTheFile() {
    // When
    var result = mesh.terminal().run("delete", "routerule", "reviews");

    // Then
    assertThat(result.out()).isEqualTo("routerule.lateen.dev \"reviews\" deleted\n");
    assertThat(mesh.read("both.yaml")).contains("name: ratings").doesNotContain("name: reviews");
  }

  @Test
  void deletesTheFileWithItsLastResource() {
    // When
    mesh.terminal().run("delete", "rr", "reviews", "ratings");

    // Then
    assertThat(mesh.files()).isEmpty();
  }

  @Test
  void deletesWhatFilesDescribe() {
    // When
    var result = mesh.terminal().typing(RATINGS).run("delete", "-f", "-", "-o", "short");

    // Then
    assertThat(result.out()).isEqualTo("routerule.lateen.dev/ratings\n");
    assertThat(mesh.read("both.yaml")).doesNotContain("name: ratings");
  }

  @Test
  void formatThatNobodyKnowsIsToldBeforeAnythingIsDeleted() {
    // When
    var result = mesh.terminal().run("delete", "rr", "reviews", "-o", "bogus");

    // Then
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("-o: \"bogus\": write table, yaml, json or short");
    assertThat(mesh.read("both.yaml")).contains("name: reviews");
  }

  @Test
  void deletesTheOthersWhenOneIsNotThere() {
    // When
    var result = mesh.terminal().run("delete", "rr", "none", "reviews");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEqualTo("routerule.lateen.dev \"reviews\" deleted\n");
    assertThat(result.err()).isEqualTo("error: routerules.lateen.dev \"none\" not found\n");
  }

  @Test
  void wantsEitherNamesOrFiles() {
    assertThat(mesh.terminal().run("delete", "rr").exitCode()).isEqualTo(2);
    assertThat(mesh.terminal().run("delete", "rr", "reviews", "-f", "both.yaml").exitCode())
        .isEqualTo(2);
    assertThat(mesh.read("both.yaml")).contains("name: reviews");
  }

  @Test
  void leavesAFileAloneThatDoesNotParse() {
    // Given
    mesh.write("both.yaml", MeshDirectoryFixture.ALL_TO_V1 + "---\nkind: [unclosed\n");

    // When
    var result = mesh.terminal().run("delete", "rr", "reviews");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("both.yaml: does not parse; correct it by hand first");
    assertThat(mesh.read("both.yaml")).contains("name: reviews");
  }
}
