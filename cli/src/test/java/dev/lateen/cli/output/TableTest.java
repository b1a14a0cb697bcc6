package dev.lateen.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void alignsColumnsAndLeavesNoSpaceAtTheEnd() {
    // Given
    var table = new Table(List.of("Name", "Live", "Age"));
    table.add(List.of("reviews", "7/7", ""));
    table.add(List.of("r", "", "5m"));

    // When // Then
    assertThat(table.lines())
        .containsExactly("NAME      LIVE   AGE", "reviews   7/7", "r                5m");
  }
}
