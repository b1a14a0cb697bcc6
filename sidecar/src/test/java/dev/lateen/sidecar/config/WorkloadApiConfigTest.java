package dev.lateen.sidecar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkloadApiConfigTest {
  @Test
  void nothingIsServedUnlessASocketIsNamed() {
    assertThat(WorkloadApiConfig.read(Map.of("LATEEN_CA_ADDRESS", "127.0.0.1:15012"))).isEmpty();
  }

  @Test
  void modeSaysWhoMayConnect() {
    assertThat(
            WorkloadApiConfig.read(
                Map.of(
                    "LATEEN_WORKLOAD_API", "/run/lateen/workload.sock",
                    "LATEEN_WORKLOAD_API_MODE", "666",
                    "LATEEN_CA_ADDRESS", "127.0.0.1:15012")))
        .contains(
            new WorkloadApiConfig(
                Path.of("/run/lateen/workload.sock"),
                PosixFilePermissions.fromString("rw-rw-rw-")));
  }

  @Test
  void everyProblemIsNamedWithItsFix() {
    assertThatThrownBy(
            () ->
                WorkloadApiConfig.read(
                    Map.of(
                        "LATEEN_WORKLOAD_API",
                        "/" + "x".repeat(107),
                        "LATEEN_WORKLOAD_API_MODE",
                        "777")))
        .isInstanceOfSatisfying(
            InvalidConfigException.class,
            e ->
                assertThat(String.join("\n", e.problems()))
                    .contains("absolute path of a socket, at most 107 bytes")
                    .contains("LATEEN_WORKLOAD_API_MODE=\"777\"")
                    .contains("600, 660 or 666"));
    assertThatThrownBy(
            () -> WorkloadApiConfig.read(Map.of("LATEEN_WORKLOAD_API", "/run/workload.sock")))
        .isInstanceOfSatisfying(
            InvalidConfigException.class,
            e -> assertThat(e.problems()).singleElement().asString().contains("LATEEN_CA_ADDRESS"));
  }
}
