package dev.lateen.cli.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarningHeadersTest {
  private final List<String> told = new ArrayList<>();
  private final WarningHeaders headers = new WarningHeaders(told::add);

  @Test
  void tellsOfEachWarningOfAHeader() {
    // When
    headers.read("299 - \"v1 Endpoints is deprecated\", 299 - \"say \\\"please\\\"\"");

    // Then
    assertThat(told).containsExactly("v1 Endpoints is deprecated", "say \"please\"");
  }

  @Test
  void tellsOfTheSameOnlyOnce() {
    // When
    headers.read("299 - \"old\"");
    headers.read("299 - \"old\"");

    // Then
    assertThat(told).containsExactly("old");
  }
}
