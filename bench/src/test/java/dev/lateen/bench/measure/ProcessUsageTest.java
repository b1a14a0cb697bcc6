package dev.lateen.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessUsageTest {
  @Test
  void findsTheTimesBehindANameWithSpacesAndBrackets() {
    String stat = "17 (a b) c) S 1 17 17 0 -1 4194304 100 0 0 0 250 125 0 0 20 0 1 0 33 0 0";

    assertThat(ProcessUsage.ticks(stat)).isEqualTo(375);
  }

  @Test
  void aProcessThatHasEndedUsesNothing() {
    assertThat(ProcessUsage.ticks("")).isZero();
    assertThat(ProcessUsage.residentKib("")).isZero();
  }

  @Test
  void readsResidentMemory() {
    assertThat(ProcessUsage.residentKib("VmSize:\t  999 kB\nVmRSS:\t  2048 kB\nRssAnon:\t 1 kB\n"))
        .isEqualTo(2048);
  }
}
