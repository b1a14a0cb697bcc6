package dev.lateen.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lateen.bench.scenario.Scenario;
import dev.lateen.bench.scenario.Scenarios;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void withoutArgumentsEverythingIsMeasured() {
    Options options = Options.parse(List.of());

    assertThat(options.scenarios()).isEqualTo(Scenarios.ALL);
    assertThat(options.peers()).isEmpty();
  }

  @Test
  void takesNamesAndNumbers() {
    Options options =
        Options.parse(
            List.of(
                "--scenarios",
                "tcp,h1-64k",
                "--rounds",
                "3",
                "--sidecar",
                "a=x -Xint",
                "--sidecar",
                "b=y",
                "--envoy",
                ""));

    assertThat(options.scenarios()).extracting(Scenario::name).containsExactly("tcp", "h1-64k");
    assertThat(options.rounds()).isEqualTo(3);
    assertThat(options.sidecars()).containsExactly("a=x -Xint", "b=y");
    assertThat(options.envoy()).isEmpty();
  }

  @Test
  void saysWhatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.parse(List.of("--scenarios", "h3")))
        .withMessageContaining("h1-one-hop");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.parse(List.of("--rounds", "0")))
        .withMessageContaining("--rounds");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.parse(List.of("--rounds")))
        .withMessageContaining("no value");
  }
}
