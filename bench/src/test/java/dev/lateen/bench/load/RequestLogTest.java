package dev.lateen.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestLogTest {
  @TempDir Path folder;

  @Test
  void countsWhatIsNotAnsweredWith200AsFailed() throws IOException {
    // Given four requests of which one was refused and one is not in the log
    Path log = folder.resolve("log");
    Files.writeString(log, "1000000\t200\t250000\n1100000\t503\t10\n1200000\t200\t300000\n");

    // When
    LoadResult result = RequestLog.read(log, 4);

    // Then
    assertThat(result.succeeded()).isEqualTo(2);
    assertThat(result.failed()).isEqualTo(2);
    assertThat(result.seconds()).isEqualTo(0.5);
    assertThat(result.rate()).isEqualTo(4);
    assertThat(result.latencies().millis(1)).isEqualTo(300);
  }
}
