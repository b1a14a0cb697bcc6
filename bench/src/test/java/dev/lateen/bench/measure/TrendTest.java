package dev.lateen.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TrendTest {
  @Test
  void whatGrowsWhileWarmingUpIsLeftOut() {
    // Given memory that grows by 10 at first and then by 2 a step
    var trend = new Trend();
    trend.add(0, 100);
    trend.add(1, 110);
    trend.add(2, 120);
    trend.add(3, 122);
    trend.add(4, 124);

    // When and Then
    assertThat(trend.slope(0.4)).isEqualTo(2, Offset.offset(1e-9));
    assertThat(trend.slope(0)).isGreaterThan(2);
  }

  @Test
  void onePointHasNoSlope() {
    var trend = new Trend();
    trend.add(1, 1);

    assertThat(trend.slope(0)).isZero();
  }
}
