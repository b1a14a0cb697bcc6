package dev.lateen.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "5s, 5000",
    "1.5s, 1500",
    "200ms, 200",
    "1m30s, 90000",
    "0.200s, 200",
    "1.000000s, 1000",
    "24h, 86400000",
    "0s, 0",
    "0.5m, 30000"
  })
  void durationIsReadExactly(String text, long milliseconds) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(milliseconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "s", "5 s", "-5s", "0.5ms", "0.0001s", "5S", "999999999h", "1,5s"})
  void otherTextIsRefusedAndNamed(String text) {
    assertThat(Durations.find(text)).isEmpty();
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(text + " is not a duration");
  }

  @Test
  void durationIsWrittenSoThatItReadsBackEqual() {
    assertThat(Durations.format(Duration.ofSeconds(15))).isEqualTo("15s");
    assertThat(Durations.format(Duration.ofMillis(1500))).isEqualTo("1500ms");
  }
}
