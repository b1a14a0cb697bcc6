package dev.lateen.operator.discovery.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.MessageOrBuilder;
import dev.lateen.operator.discovery.compile.ProxySnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is compiled is what was reviewed. {@code -Dlateen.golden.update=true} rewrites the files.
 */
class GoldenTest {
  private static final boolean UPDATE = Boolean.getBoolean("lateen.golden.update");

  @Test
  void thereAreScenarios() {
    assertThat(Scenario.all()).hasSizeGreaterThanOrEqualTo(20);
  }

  @ParameterizedTest
  @MethodSource("dev.lateen.operator.discovery.golden.Scenario#all")
  void compilesToItsGoldenFiles(Scenario scenario) throws IOException {
    // When
    ProxySnapshot snapshot = scenario.compile();

    // Then
    check(scenario, "listeners", snapshot.listeners());
    check(scenario, "routes", snapshot.routes());
    check(scenario, "clusters", snapshot.clusters());
    check(scenario, "endpoints", snapshot.endpoints());
    check(scenario, "secrets", snapshot.secrets());
  }

  @ParameterizedTest
  @MethodSource("dev.lateen.operator.discovery.golden.Scenario#all")
  void standsByItselfAsStaticConfiguration(Scenario scenario) {
    // When
    Path file = StaticBootstrap.write(scenario);

    // Then: nothing is left to be discovered
    assertThat(file).content().contains("static_resources").doesNotContain("ads:", "rds:");
  }

  private static void check(
      Scenario scenario, String kind, List<? extends MessageOrBuilder> resources)
      throws IOException {
    Path file = scenario.directory().resolve(kind + ".yaml");
    if (resources.isEmpty() && kind.equals("secrets")) {
      assertThat(file).doesNotExist();
      return;
    }
    String actual = ProtoYaml.text(ProtoYaml.tree(resources));
    if (UPDATE) {
      Files.writeString(file, actual);
    }
    assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
  }
}
