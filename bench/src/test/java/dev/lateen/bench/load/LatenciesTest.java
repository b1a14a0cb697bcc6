package dev.lateen.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void aShareOfRequestsDidNotExceedItsPercentile() {
    // Given 1 to 100 milliseconds, the longest first
    var latencies =
        new Latencies(LongStream.rangeClosed(1, 100).map(ms -> (101 - ms) * 1000).toArray());

    // When and Then
    assertThat(latencies.millis(0.5)).isEqualTo(50);
    assertThat(latencies.millis(0.99)).isEqualTo(99);
    assertThat(latencies.millis(1)).isEqualTo(100);
  }

  @Test
  void noRequestsTookNoTime() {
    assertThat(new Latencies(new long[0]).millis(0.99)).isZero();
  }
}
