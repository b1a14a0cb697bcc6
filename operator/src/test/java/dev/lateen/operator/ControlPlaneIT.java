package dev.lateen.operator;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ControlPlaneIT.Local.class)
class ControlPlaneIT {
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: reviews}
      spec: {selector: {app: reviews}, ports: [{name: http, port: 9080}]}
      ---
      apiVersion: lateen.dev/v1alpha1
      kind: Workload
      metadata: {name: reviews-v1}
      spec:
        address: 127.0.0.1
        labels: {app: reviews}
        ports: {http: 9081}
        sidecar: {inboundPorts: {http: 19081}}
      """;
  private static final String RULE =
      """
      apiVersion: lateen.dev/v1alpha1
      kind: RouteRule
      metadata: {name: NAME}
      spec: {destination: {name: reviews}, precedence: 1}
      """;

  @ConfigProperty(name = "lateen.local.directory")
  Path directory;

  /** A mesh directory of its own, and free ports. */
  public static class Local implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        return Map.of(
            "lateen.platform",
            "local",
            "lateen.local.directory",
            Files.createTempDirectory("lateen-mesh").toString(),
            "quarkus.http.test-port",
            "0",
            "lateen.webhook.port",
            "0");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void readinessNamesThePlatformAndDiscovery() {
    // Then
    eventually()
        .untilAsserted(
            () ->
                get("/q/health/ready")
                    .then()
                    .statusCode(200)
                    .body("checks.name", hasItem("control plane"))
                    .body(
                        "checks.find { it.name == 'control plane' }.data.platformSynced",
                        is(true)));
  }

  @Test
  void ruleOfAFileIsJudgedCountedAndReported() throws IOException {
    // Given
    write("reviews.yaml", SERVICE);

    // When
    write("good.yaml", RULE.replace("NAME", "good"));
    write("bad.yaml", RULE.replace("NAME", "bad").replace("precedence: 1", "precedence: high"));

    // Then
    eventually()
        .untilAsserted(
            () ->
                assertThat(status("RouteRule/default/good"))
                    .contains("reason: \"Valid\"", "live: \"0/0\""));
    eventually()
        .untilAsserted(
            () ->
                assertThat(status("RouteRule/default/bad"))
                    .contains("reason: \"Invalid\"", "spec.precedence", "reason: \"Rejected\""));
    eventually()
        .untilAsserted(
            () ->
                assertThat(status("MeshStatus/default/namespace"))
                    .contains("sidecars: \"0/1\"", "rules: \"1/2\""));
    get("/q/metrics")
        .then()
        .body(containsString("lateen_rules{verdict=\"accepted\"} 1.0"))
        .body(containsString("lateen_rules{verdict=\"rejected\"} 1.0"))
        .body(containsString("lateen_services 1.0"))
        .body(containsString("lateen_instances 1.0"));
  }

  @Test
  void statusOfADeletedRuleIsDeleted() throws IOException {
    // Given
    write("short.yaml", RULE.replace("NAME", "short"));
    eventually().until(() -> !status("RouteRule/default/short").isEmpty());

    // When
    Files.delete(directory.resolve("short.yaml"));

    // Then
    eventually().until(() -> status("RouteRule/default/short").isEmpty());
  }

  private String status(String resource) throws IOException {
    var file = directory.resolve(".lateen/status/" + resource + ".yaml");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private void write(String name, String text) throws IOException {
    var temporary = directory.resolve("." + name + ".tmp");
    Files.writeString(temporary, text);
    Files.move(temporary, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static ConditionFactory eventually() {
    return await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions();
  }
}
