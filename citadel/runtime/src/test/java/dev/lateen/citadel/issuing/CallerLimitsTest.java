package dev.lateen.citadel.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallerLimitsTest {
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private final CallerLimits limits = new CallerLimits(2, Duration.ofSeconds(10), () -> now);

  @Test
  void callerMayAskInBurstsAndThenAtTheRate() {
    // When, then
    assertThat(limits.admit("a")).isTrue();
    assertThat(limits.admit("a")).isTrue();
    assertThat(limits.admit("a")).isFalse();
    assertThat(limits.admit("b")).isTrue();

    // When
    now = now.plusSeconds(10);

    // Then
    assertThat(limits.admit("a")).isTrue();
    assertThat(limits.admit("a")).isFalse();
  }
}
