package dev.lateen.sidecar.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SplitTest {
  @Property(tries = 300)
  void everyHundredAreWithinFiveOfTheirShareOnAnyLoops(
      @ForAll @IntRange(min = 1, max = 99) int percent,
      @ForAll @IntRange(min = 1, max = 64) int loops,
      @ForAll @IntRange(min = 0, max = 5_000) int before,
      @ForAll long seed) {
    // Given
    Split split = new Split(new int[] {percent, 100 - percent}, loops);
    Random random = new Random(seed);
    for (int i = 0; i < before; i++) {
      split.next(random.nextInt(loops));
    }
    // When
    int first = 0;
    for (int i = 0; i < 100; i++) {
      first += split.next(random.nextInt(loops)) == 0 ? 1 : 0;
    }
    // Then
    assertThat(first).isBetween(percent - 5, percent + 5);
  }

  @Property(tries = 200)
  void aShareOfHundredIsWithinFive(
      @ForAll @IntRange(min = 0, max = 100) int percent,
      @ForAll @IntRange(min = 1, max = 2) int loops,
      @ForAll @IntRange(min = 0, max = 5_000) int before,
      @ForAll long seed) {
    Share share = new Share(percent / 100.0, Share.GOLDEN, loops);
    Random random = new Random(seed);
    for (int i = 0; i < before; i++) {
      share.next(random.nextInt(loops));
    }
    int taken = 0;
    for (int i = 0; i < 100; i++) {
      taken += share.next(random.nextInt(loops)) ? 1 : 0;
    }
    assertThat(taken).isBetween(percent - 5, percent + 5);
  }

  @Test
  void neverChoosesWeightZero() {
    Split split = new Split(new int[] {0, 100, 0}, 1);
    for (int i = 0; i < 100; i++) {
      assertThat(split.next(0)).isEqualTo(1);
    }
  }
}
