package dev.lateen.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lateen.tour.mesh.Instance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A stock Envoy in place of one sidecar ACKs everything and obeys the same rules ("Done when" 6).
 * Needs {@code LATEEN_ENVOY}, the path of its program.
 */
@Tag("envoy")
@ExtendWith(MeshExtension.class)
class EnvoyIT {
  private static final Map<String, String> ANYONE = Map.of();

  private final TestMesh mesh;
  private final Optional<String> envoy =
      Optional.ofNullable(System.getenv("LATEEN_ENVOY")).filter(path -> !path.isBlank());
  private Optional<Instance> replaced = Optional.empty();

  @TempDir private Path folder;

  EnvoyIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @BeforeEach
  void needEnvoy() {
    assumeTrue(envoy.isPresent(), "LATEEN_ENVOY does not name a stock Envoy");
  }

  @AfterEach
  void bringTheSidecarBack() {
    replaced.ifPresent(
        instance -> {
          mesh.programs().processes().stop(instance.sidecarProcess());
          mesh.programs().startSidecar(instance);
          mesh.programs().awaitSidecar(instance.name());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"productpage-v1", "reviews-v1"})
  void joinsInPlaceOfASidecarAndObeysTheSameRules(String name) throws Exception {
    // Given
    replaceSidecar(mesh.programs().topology().instance(name).orElseThrow());

    // When // Then
    mesh.awaitVersions("v1", "v2", "v3");
    mesh.apply(Rules.all("v1"));
    assertThat(mesh.count(100, ANYONE)).isEqualTo(Map.of("v1", 100));
    mesh.apply(Rules.when("x-canary", "{exact: \"yes\"}", "v2"));
    assertThat(mesh.count(50, Map.of("x-canary", "yes"))).isEqualTo(Map.of("v2", 50));
    mesh.apply(Rules.split("v1", 50, "v3", 50));
    var counts = mesh.count(1000, ANYONE);
    assertThat(counts).containsOnlyKeys("v1", "v3");
    assertThat(counts.get("v1")).isCloseTo(500, Offset.offset(80));
    assertAcknowledgedEverythingWithoutAWarning(name);
  }

  private void replaceSidecar(Instance instance) throws Exception {
    var bootstrap = folder.resolve("bootstrap.yaml");
    Files.writeString(bootstrap, bootstrap(instance));
    mesh.programs()
        .replaceSidecar(
            instance,
            List.of(
                envoy.orElseThrow(),
                "-c",
                bootstrap.toString(),
                "--concurrency",
                "1",
                "--use-dynamic-base-id"));
    replaced = Optional.of(instance);
    mesh.programs().awaitSidecar(instance.name());
  }

  /** What {@code lateen envoy-bootstrap} prints. */
  private String bootstrap(Instance instance) throws Exception {
    var lateen = mesh.programs().programs().root().resolve("bin/lateen");
    var process =
        new ProcessBuilder(
                lateen.toString(),
                "envoy-bootstrap",
                "--name",
                instance.name(),
                "--discovery",
                "127.0.0.1:" + mesh.programs().topology().discoveryPort(),
                "--admin-port",
                Integer.toString(instance.adminPort()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return printed;
  }

  private void assertAcknowledgedEverythingWithoutAWarning(String name) throws IOException {
    var stats = mesh.programs().admin(name, "/stats").body();
    assertThat(stats.lines().filter(line -> line.contains("update_rejected")))
        .isNotEmpty()
        .allMatch(line -> line.endsWith(": 0"));
    assertThat(stats).containsPattern("listener_manager.lds.update_success: [1-9]");
    var log = mesh.programs().processes().find(name + "-sidecar").orElseThrow().log();
    assertThat(Files.readAllLines(log))
        .filteredOn(line -> line.contains("[warning]") || line.contains("[error]"))
        .isEmpty();
  }
}
