package dev.lateen.sidecar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeConfigTest {

  @Test
  void nothingIsAskedUnlessSaid() {
    assertThat(ProbeConfig.read(Map.of())).isEqualTo(new ProbeConfig(0, List.of()));
  }

  @Test
  void readsWhatInjectionWrites() {
    // When
    ProbeConfig config =
        ProbeConfig.read(
            Map.of(
                "LATEEN_PROBE_PORT",
                "15020",
                "LATEEN_PROBES",
                """
                [{"path": "/a", "timeoutSeconds": 3, "http": {"port": 8080, "path": "/healthz",
                  "scheme": "HTTPS", "headers": [{"name": "X-Probe", "value": "yes"}]}},
                 {"path": "/b", "tcp": {"port": 5432}},
                 {"path": "/c", "grpc": {"port": 5433, "service": "ready"}}]
                """));

    // Then
    assertThat(config)
        .isEqualTo(
            new ProbeConfig(
                15020,
                List.of(
                    new ProbeTarget(
                        "/a",
                        Duration.ofSeconds(3),
                        new ProbeTarget.Http(
                            8080, "/healthz", true, List.of(Map.entry("X-Probe", "yes")))),
                    new ProbeTarget("/b", Duration.ofSeconds(1), new ProbeTarget.Tcp(5432)),
                    new ProbeTarget(
                        "/c", Duration.ofSeconds(1), new ProbeTarget.Grpc(5433, "ready")))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[1]",
        "[{\"path\": \"/a\"}]",
        "[{\"tcp\": {\"port\": 1}}]",
        "[{\"path\": \"/a\", \"tcp\": {\"port\": 0}}]",
        "[{\"path\": \"/a\", \"tcp\": {\"port\": \"80\"}}]",
        "[{\"path\": \"/a\", \"http\": {\"path\": \"/\"}}]",
        "[{\"path\": \"/a\", \"tcp\": {\"port\": 1}}, {\"path\": \"/a\", \"tcp\": {\"port\": 2}}]"
      })
  void refusesWhatIsNoListOfProbes(String probes) {
    assertThatThrownBy(() -> ProbeConfig.read(Map.of("LATEEN_PROBES", probes)))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("LATEEN_PROBES=")
        .hasMessageContaining("set it to a JSON list")
        .hasMessageEndingWith("each path once");
  }
}
