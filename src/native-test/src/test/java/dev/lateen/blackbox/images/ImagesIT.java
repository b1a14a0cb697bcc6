package dev.lateen.blackbox.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Capability;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * The images that {@code make images} makes, each as a user without rights, on files it cannot
 * change.
 */
@Tag("images")
class ImagesIT {
  private static final String OPERATOR = "localhost/lateen-operator:0.1.0";
  private static final String SIDECAR = "localhost/lateen-sidecar:0.1.0";
  private static final String BOOKINFO = "localhost/lateen-bookinfo:0.1.0";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String GATEWAY =
      """
      apiVersion: lateen.dev/v1alpha1
      kind: Workload
      metadata: {name: gateway, namespace: default}
      spec:
        address: 0.0.0.0
        labels: {lateen.dev/gateway: ingress}
        ports: {http: 8080}
      """;

  @Test
  void anOperatorServesAGatewayAndBothEndWhenTheyAreAsked(@TempDir Path mesh) throws Exception {
    // Given
    Engine.requires(OPERATOR);
    Engine.requires(SIDECAR);
    Files.setPosixFilePermissions(mesh, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.writeString(mesh.resolve("gateway.yaml"), GATEWAY);
    try (Network network = Network.newNetwork();
        GenericContainer<?> operator = operator(network, mesh);
        GenericContainer<?> gateway = gateway(network)) {
      // When
      operator.start();
      gateway.start();
      HttpResponse<String> answer = get(gateway, 8080);
      // Then
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("server")).contains("lateen");
      assertThat(Engine.user(operator)).isEqualTo("10001:10001");
      assertThat(Engine.user(gateway)).isEqualTo("1337:1337");
      assertThat(Engine.end(gateway)).isZero();
      assertThat(Engine.end(operator)).isIn(0L, 143L);
    }
  }

  @Test
  void theSidecarsImageCaptures() {
    // Given
    Engine.requires(SIDECAR);
    try (GenericContainer<?> capture =
        Engine.container(SIDECAR, 256)
            .withCommand("capture")
            .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(PATIENCE))
            .withCreateContainerCmdModifier(
                command ->
                    command
                        .withUser("0:0")
                        .getHostConfig()
                        .withCapDrop(Capability.ALL)
                        .withCapAdd(Capability.NET_ADMIN))) {
      // When
      capture.start();
      // Then
      assertThat(capture.getLogs()).contains("event=captured backend=");
    }
  }

  @Test
  void bookinfoServes() throws Exception {
    // Given
    Engine.requires(BOOKINFO);
    try (GenericContainer<?> details =
        Engine.container(BOOKINFO, 128)
            .withCommand("details")
            .withExposedPorts(9080)
            .waitingFor(Wait.forHttp("/health").withStartupTimeout(PATIENCE))) {
      // When
      details.start();
      // Then
      assertThat(get(details, 9080).statusCode()).isEqualTo(404);
      assertThat(Engine.user(details)).isEqualTo("10001:10001");
      assertThat(Engine.end(details)).isZero();
    }
  }

  private static GenericContainer<?> operator(Network network, Path mesh) {
    return Engine.container(OPERATOR, 512)
        .withNetwork(network)
        .withNetworkAliases("operator")
        .withEnv("LATEEN_PLATFORM", "local")
        .withEnv("LATEEN_LOCAL_DIRECTORY", "/mesh")
        .withEnv("LATEEN_DISCOVERY_HOST", "0.0.0.0")
        .withFileSystemBind(mesh.toString(), "/mesh", BindMode.READ_WRITE)
        .withExposedPorts(15014)
        .waitingFor(Wait.forHttp("/q/health/ready").withStartupTimeout(PATIENCE));
  }

  private static GenericContainer<?> gateway(Network network) {
    return Engine.container(SIDECAR, 256)
        .withNetwork(network)
        .withEnv("LATEEN_NODE_TYPE", "ingress")
        .withEnv("LATEEN_NODE_NAME", "gateway")
        .withEnv("LATEEN_DISCOVERY_ADDRESS", "operator:15010")
        .withExposedPorts(8080)
        .waitingFor(Wait.forHttp("/").forStatusCode(404).withStartupTimeout(PATIENCE));
  }

  private static HttpResponse<String> get(GenericContainer<?> container, int port)
      throws IOException, InterruptedException {
    URI url =
        URI.create("http://%s:%d/".formatted(container.getHost(), container.getMappedPort(port)));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
