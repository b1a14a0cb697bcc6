package dev.lateen.sidecar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidecarConfigTest {
  @Test
  void aNameIsEnoughTheRestHasDefaults() {
    // When
    SidecarConfig config = SidecarConfig.read(Map.of("LATEEN_NODE_NAME", "reviews-v1"));

    // Then
    assertThat(config)
        .isEqualTo(
            new SidecarConfig(
                NodeType.SIDECAR,
                "reviews-v1",
                "default",
                "127.0.0.1",
                new HostPort("127.0.0.1", 15_010),
                Capture.EXPLICIT,
                15_000,
                Runtime.getRuntime().availableProcessors(),
                SidecarConfig.DEFAULT_AUTHORITIES,
                Duration.ofSeconds(5),
                Optional.empty()));
    assertThat(config.hasIdentity()).isFalse();
    assertThat(config.nodeId())
        .isEqualTo("sidecar~127.0.0.1~reviews-v1.default~default.svc.cluster.local");
  }

  @Test
  void discoveryIsWhereTheAuthorityIsUnlessToldOtherwise() {
    // Given
    String name = "LATEEN_NODE_NAME";
    String authority = "LATEEN_CA_ADDRESS";

    // When
    SidecarConfig one = SidecarConfig.read(Map.of(name, "a", authority, "operator:15012"));
    SidecarConfig other =
        SidecarConfig.read(
            Map.of(name, "a", authority, "b:1", "LATEEN_DISCOVERY_ADDRESS", "127.0.0.1:15010"));

    // Then
    assertThat(one.discovery()).hasToString("operator:15012");
    assertThat(one.hasSecuredDiscovery()).isTrue();
    assertThat(other.discovery()).hasToString("127.0.0.1:15010");
    assertThat(other.hasSecuredDiscovery()).isFalse();
  }

  @Test
  void everySettingIsRead() {
    // Given
    Map<String, String> variables =
        Map.of(
            "LATEEN_NODE_TYPE", "ingress",
            "LATEEN_NODE_NAME", "gateway",
            "LATEEN_NODE_NAMESPACE", "edge",
            "LATEEN_NODE_ADDRESS", "::1",
            "LATEEN_DISCOVERY_ADDRESS", "[::1]:15011",
            "LATEEN_CAPTURE", "ORIGINAL_DESTINATION",
            "LATEEN_ADMIN_PORT", "0",
            "LATEEN_EVENT_LOOPS", "3",
            "LATEEN_AUTHORITIES", "/etc/roots.pem",
            "LATEEN_DRAIN_SECONDS", "0");

    // When
    SidecarConfig config = SidecarConfig.read(variables);

    // Then
    assertThat(config)
        .isEqualTo(
            new SidecarConfig(
                NodeType.INGRESS,
                "gateway",
                "edge",
                "0:0:0:0:0:0:0:1",
                new HostPort("::1", 15_011),
                Capture.ORIGINAL_DESTINATION,
                0,
                3,
                "/etc/roots.pem",
                Duration.ZERO,
                Optional.empty()));
    assertThat(config.discovery()).hasToString("[::1]:15011");
  }

  @Test
  void whoNamesAnAuthorityGetsAnIdentity() {
    // When
    SidecarConfig config =
        SidecarConfig.read(
            Map.of("LATEEN_NODE_NAME", "reviews-v1", "LATEEN_CA_ADDRESS", "127.0.0.1:15012"));

    // Then
    assertThat(config.authority()).contains(new HostPort("127.0.0.1", 15_012));
    assertThat(config.hasIdentity()).isTrue();
  }

  @Test
  void allProblemsAreReportedTogether() {
    // Given
    Map<String, String> variables =
        Map.of("LATEEN_ADMIN_PORT", "70000", "LATEEN_CAPTURE", "explicit");

    // When / Then
    assertThatThrownBy(() -> SidecarConfig.read(variables))
        .asInstanceOf(InstanceOfAssertFactories.type(InvalidConfigException.class))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "LATEEN_NODE_NAME is not set: set it to the metadata.name of the Workload"
                            + " or Pod (lower-case letters, digits, '-' and '.')",
                        "LATEEN_CAPTURE=\"explicit\" is not valid: set it to one of EXPLICIT,"
                            + " ORIGINAL_DESTINATION",
                        "LATEEN_ADMIN_PORT=\"70000\" is not valid: set it to a whole number in"
                            + " 0..65535"));
  }

  @ParameterizedTest
  @CsvSource({
    "LATEEN_NODE_TYPE, router",
    "LATEEN_NODE_NAME, Reviews V1",
    "LATEEN_NODE_NAMESPACE, -x",
    "LATEEN_NODE_ADDRESS, localhost",
    "LATEEN_DISCOVERY_ADDRESS, 127.0.0.1",
    "LATEEN_DISCOVERY_ADDRESS, 127.0.0.1:0",
    "LATEEN_DISCOVERY_ADDRESS, ::1:15010",
    "LATEEN_EVENT_LOOPS, 0",
    "LATEEN_AUTHORITIES, roots.pem",
    "LATEEN_DRAIN_SECONDS, 5s",
  })
  void aBadValueIsNamedWithItsVariable(String variable, String value) {
    // Given
    Map<String, String> variables = new HashMap<>(Map.of("LATEEN_NODE_NAME", "reviews-v1"));
    variables.put(variable, value);

    // When / Then
    assertThatThrownBy(() -> SidecarConfig.read(variables))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith(variable + "=\"" + value + "\" is not valid: set it to ");
  }
}
