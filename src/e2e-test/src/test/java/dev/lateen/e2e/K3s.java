package dev.lateen.e2e;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/** Kubernetes on one node in a container, for a machine with Docker and without a cluster. */
final class K3s implements AutoCloseable {
  private static final int PORT = 6443;
  private static final String SERVER = "https://127.0.0.1:" + PORT;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final GenericContainer<?> container;

  private K3s(GenericContainer<?> container) {
    this.container = container;
  }

  /**
   * Starts.
   *
   * @param image its own
   * @param loaded archives of images that are there when it is ready
   */
  static K3s start(String image, List<Path> loaded) {
    var container = new GenericContainer<>(image);
    container
        .withPrivilegedMode(true)
        .withExposedPorts(PORT)
        .withCommand("server", "--disable=traefik", "--tls-san=" + container.getHost())
        .waitingFor(Wait.forLogMessage(".*Node controller sync successful.*", 1))
        .withStartupTimeout(PATIENCE);
    for (Path archive : loaded) {
      container.withCopyFileToContainer(
          MountableFile.forHostPath(archive),
          "/var/lib/rancher/k3s/agent/images/" + archive.getFileName());
    }
    container.start();
    return new K3s(container);
  }

  /** Writes the configuration of its administrator. */
  void writeConfiguration(Path file) {
    String server = "https://%s:%d".formatted(container.getHost(), container.getMappedPort(PORT));
    container.copyFileFromContainer(
        "/etc/rancher/k3s/k3s.yaml",
        content -> {
          String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
          return Files.writeString(file, text.replace(SERVER, server));
        });
  }

  @Override
  public void close() {
    container.stop();
  }
}
