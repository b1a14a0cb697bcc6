package dev.lateen.operator.discovery.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stock Envoy accepts every scenario, and has nothing to say about it. */
@Tag("envoy")
@EnabledIfEnvironmentVariable(
    named = "LATEEN_ENVOY",
    matches = ".+",
    disabledReason = "LATEEN_ENVOY is not set: it must name the Envoy binary to test with")
class EnvoyValidateIT {
  private static final Pattern COMPLAINT =
      Pattern.compile("\\[(warning|error|critical)]|deprecated", Pattern.CASE_INSENSITIVE);
  private static final Optional<String> ENVOY = Optional.ofNullable(System.getenv("LATEEN_ENVOY"));

  @ParameterizedTest
  @MethodSource("dev.lateen.operator.discovery.golden.Scenario#all")
  void envoyAcceptsTheScenarioWithoutAWarning(Scenario scenario)
      throws IOException, InterruptedException {
    // Given
    Path file = StaticBootstrap.write(scenario);

    // When
    Process envoy =
        new ProcessBuilder(
                ENVOY.orElseThrow(),
                "--mode",
                "validate",
                "--concurrency",
                "1",
                "-c",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(envoy.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    // Then
    assertThat(envoy.waitFor()).as(output).isZero();
    assertThat(output).contains("OK");
    assertThat(output.lines().filter(COMPLAINT.asPredicate())).isEmpty();
  }
}
