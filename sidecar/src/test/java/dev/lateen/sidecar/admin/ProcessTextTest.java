package dev.lateen.sidecar.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTextTest {
  @Test
  void everySampleFollowsTheTypeOfItsFamilyAndHasAValue() {
    // When
    List<String> lines = ProcessText.of(Instant.ofEpochMilli(1_500)).lines().toList();

    // Then
    String family = "";
    for (String line : lines) {
      if (line.startsWith("# TYPE ")) {
        family = line.split(" ")[2];
      } else {
        assertThat(line).startsWith(family);
        assertThat(Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).isNotNegative();
      }
    }
    assertThat(lines)
        .contains("process_start_time_seconds 1.5")
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"} "))
        .anyMatch(line -> line.startsWith("jvm_gc_collection_seconds_count{gc=\""));
  }
}
