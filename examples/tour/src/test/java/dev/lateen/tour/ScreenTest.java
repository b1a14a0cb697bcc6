package dev.lateen.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static final List<Screen.Row> ROWS =
      List.of(
          new Screen.Row("reviews v1, no stars", "33", "100", "100", true),
          new Screen.Row("time of a page (median)", "7 ms", "7 ms", "2000 to 2999 ms", false));

  @Test
  void alignsTheRowsOfATable() {
    assertThat(table(false))
        .isEqualTo(
            """

                   100 visits                      before     after          expected
                   reviews v1, no stars                33       100               100  ✓
                   time of a page (median)           7 ms      7 ms   2000 to 2999 ms  ✗
            """);
  }

  @Test
  void coloursChangeNothingElse() {
    assertThat(table(true)).contains("\u001b[32m✓\u001b[0m");
    assertThat(table(true).replaceAll("\u001b\\[[0-9]*m", "")).isEqualTo(table(false));
  }

  @Test
  void aSampleCountsWhatVisitorsMet() {
    // Given
    var sample = Sample.of(List.of(answer("none", 30), answer("red", 10), answer("none", 20)));

    // When // Then
    assertThat(sample.stars()).isEqualTo(Map.of("none", 2, "red", 1));
    assertThat(sample.count("black")).isZero();
    assertThat(sample.median()).isEqualTo(Duration.ofMillis(20));
  }

  private static Sample.Answer answer(String stars, int millis) {
    return new Sample.Answer(stars, Duration.ofMillis(millis));
  }

  private static String table(boolean colours) {
    var bytes = new ByteArrayOutputStream();
    new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), colours)
        .table("100 visits", ROWS);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
