package dev.lateen.sidecar.upstream.balance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of Envoy's documentation of priority levels, each priority of 100 endpoints. */
class PriorityLoadsTest {
  @ParameterizedTest
  @CsvSource({
    "100, 100, 100, 0",
    "72, 72, 100, 0",
    "71, 71, 99, 1",
    "50, 60, 70, 30",
    "50, 5, 91, 9",
    "25, 100, 35, 65",
    "25, 25, 50, 50",
    "0, 100, 0, 100",
    "0, 0, 50, 50"
  })
  void sharesFollowHealth(int healthyFirst, int healthySecond, int first, int second) {
    // Given
    var loads =
        new PriorityLoads(new int[] {healthyFirst, healthySecond}, new int[] {100, 100}, 50);

    // When / Then
    assertThat(loads.shares()).containsExactly(first, second);
  }

  @ParameterizedTest
  @CsvSource({
    "72, 72, false, false",
    "71, 1, false, false",
    "50, 60, false, false",
    "25, 100, false, false",
    "25, 25, true, true",
    "5, 65, true, false"
  })
  void panicComesOnlyWhenAllTogetherAreTooFew(
      int healthyFirst, int healthySecond, boolean first, boolean second) {
    // Given
    var loads =
        new PriorityLoads(new int[] {healthyFirst, healthySecond}, new int[] {100, 100}, 50);

    // When / Then
    assertThat(loads.panics(0)).isEqualTo(first);
    assertThat(loads.panics(1)).isEqualTo(second);
  }
}
