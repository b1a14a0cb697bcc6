package dev.lateen.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "119, 119s",
    "120, 2m",
    "200, 3m20s",
    "600, 10m",
    "10799, 179m",
    "10800, 3h",
    "18600, 5h10m",
    "36000, 10h",
    "172800, 2d",
    "183600, 2d3h",
    "864000, 10d",
    "-5, 0s"
  })
  void showsTheTwoLargestUnitsWhileTheyMatter(long seconds, String age) {
    assertThat(Age.of(NOW.minusSeconds(seconds).toString(), NOW)).isEqualTo(age);
  }

  @Test
  void saysSoWhenItIsNoTime() {
    assertThat(Age.of("yesterday", NOW)).isEqualTo("<unknown>");
  }
}
