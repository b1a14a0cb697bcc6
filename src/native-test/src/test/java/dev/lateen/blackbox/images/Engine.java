package dev.lateen.blackbox.images;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** The container engine, and containers as a careful cluster would run them. */
final class Engine {
  private static final int PATIENCE_SECONDS = 30;

  private Engine() {}

  /** Skips the test where there is no engine, or the image has not been made. */
  static void requires(String image) {
    assumeTrue(
        System.getenv("DOCKER_HOST") != null, "SKIPPED: DOCKER_HOST names no container engine");
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(), "SKIPPED: no container engine answers");
    assumeTrue(exists(image), "SKIPPED: " + image + " is not there: make images");
  }

  private static boolean exists(String image) {
    try {
      client().inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException missing) {
      return false;
    }
  }

  static DockerClient client() {
    return DockerClientFactory.instance().client();
  }

  /** A container whose files cannot be written to, but for /tmp, with so many MiB of memory. */
  static GenericContainer<?> container(String image, long memory) {
    return new GenericContainer<>(DockerImageName.parse(image))
        .withTmpFs(Map.of("/tmp", "rw"))
        .withCreateContainerCmdModifier(
            command ->
                command
                    .getHostConfig()
                    .withReadonlyRootfs(true)
                    .withMemory(memory << 20)
                    .withMemorySwap(memory << 20));
  }

  /** The exit code after SIGTERM; 137 would say that it had to be killed. */
  static long end(GenericContainer<?> container) {
    client().stopContainerCmd(container.getContainerId()).withTimeout(PATIENCE_SECONDS).exec();
    return client()
        .inspectContainerCmd(container.getContainerId())
        .exec()
        .getState()
        .getExitCodeLong();
  }

  static String user(GenericContainer<?> container) {
    return client().inspectContainerCmd(container.getContainerId()).exec().getConfig().getUser();
  }
}
