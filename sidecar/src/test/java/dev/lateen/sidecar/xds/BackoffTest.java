package dev.lateen.sidecar.xds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void doublesFrom100MillisecondsToFiveSecondsAndStartsOverAfterSuccess() {
    // Given
    Backoff backoff = new Backoff(constant(0));

    // When
    List<Duration> delays = Stream.generate(backoff::next).limit(8).toList();

    // Then
    assertThat(delays)
        .extracting(Duration::toMillis)
        .containsExactly(50L, 100L, 200L, 400L, 800L, 1600L, 2500L, 2500L);
    backoff.reset();
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void neverWaitsLongerThanFiveSeconds() {
    // Given
    Backoff backoff = new Backoff(new SplittableRandom(42));

    // When
    List<Duration> delays = Stream.generate(backoff::next).limit(100).toList();

    // Then
    assertThat(delays).allMatch(delay -> delay.compareTo(Duration.ofSeconds(5)) <= 0);
  }

  private static RandomGenerator constant(long bits) {
    return () -> bits;
  }
}
