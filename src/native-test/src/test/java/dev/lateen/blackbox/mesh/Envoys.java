package dev.lateen.blackbox.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.tour.mesh.Instance;
import dev.lateen.tour.mesh.LocalMesh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stock Envoys in place of sidecars. */
final class Envoys {
  private final LocalMesh mesh;
  private final Map<String, Integer> linesBefore = new HashMap<>();
  private List<Instance> replaced = List.of();

  Envoys(LocalMesh mesh) {
    this.mesh = mesh;
  }

  /** The program, where {@code LATEEN_ENVOY} names it. */
  static Optional<String> program() {
    return Optional.ofNullable(System.getenv("LATEEN_ENVOY")).filter(path -> !path.isBlank());
  }

  /** Lets exactly these instances have an Envoy; does nothing where they have. */
  void replace(List<Instance> wanted) {
    if (wanted.equals(replaced)) {
      return;
    }
    var before = replaced;
    replaced = List.of();
    before.forEach(instance -> mesh.processes().stop(instance.sidecarProcess()));
    before.stream().filter(instance -> !wanted.contains(instance)).forEach(mesh::startSidecar);
    wanted.forEach(this::start);
    before.forEach(instance -> mesh.awaitSidecar(instance.name()));
    wanted.forEach(instance -> mesh.awaitSidecar(instance.name()));
    replaced = wanted;
  }

  private void start(Instance instance) {
    linesBefore.put(instance.name(), lines(instance).size());
    mesh.replaceSidecar(
        instance,
        List.of(
            program().orElseThrow(),
            "-c",
            bootstrap(instance).toString(),
            "--concurrency",
            "1",
            "--use-dynamic-base-id"));
  }

  /** What {@code lateen envoy-bootstrap} prints. */
  private Path bootstrap(Instance instance) {
    var file = mesh.logs().resolve(instance.name() + "-bootstrap.yaml");
    if (Files.exists(file)) {
      return file;
    }
    try {
      var process =
          new ProcessBuilder(
                  mesh.programs().root().resolve("bin/lateen").toString(),
                  "envoy-bootstrap",
                  "--name",
                  instance.name(),
                  "--discovery",
                  "127.0.0.1:" + mesh.topology().discoveryPort(),
                  "--admin-port",
                  Integer.toString(instance.adminPort()))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Files.writeString(file, printed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** They have acknowledged all that was sent, and warned of nothing. */
  void assertContent() throws IOException {
    for (var instance : replaced) {
      var stats = mesh.admin(instance.name(), "/stats").body();
      assertThat(stats.lines().filter(line -> line.contains("update_rejected")))
          .isNotEmpty()
          .allMatch(line -> line.endsWith(": 0"));
      assertThat(stats).containsPattern("listener_manager.lds.update_success: [1-9]");
      assertThat(lines(instance).subList(linesBefore.get(instance.name()), lines(instance).size()))
          .as("the log of " + instance.name())
          .filteredOn(line -> line.contains("[warning]") || line.contains("[error]"))
          .isEmpty();
    }
  }

  private List<String> lines(Instance instance) {
    var log = mesh.logs().resolve(instance.sidecarProcess() + ".log");
    try {
      return Files.exists(log) ? Files.readAllLines(log) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
