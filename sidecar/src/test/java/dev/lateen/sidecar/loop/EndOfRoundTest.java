package dev.lateen.sidecar.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EndOfRoundTest {
  private final Queue<Runnable> loop = new ArrayDeque<>();
  private final AtomicInteger done = new AtomicInteger();
  private final EndOfRound flush = new EndOfRound(loop::add, done::incrementAndGet);

  @Test
  void workIsDoneOnceForAllRequestsOfARound() {
    // When
    flush.request();
    flush.request();
    assertThat(done).hasValue(0);
    endRound();
    // Then
    assertThat(done).hasValue(1);

    // When
    flush.request();
    endRound();
    // Then
    assertThat(done).hasValue(2);
  }

  @Test
  void hastenedWorkIsNotDoneAgainAtTheEndOfTheRound() {
    // Given
    flush.request();
    // When
    flush.hasten();
    // Then
    assertThat(done).hasValue(1);
    endRound();
    assertThat(done).hasValue(1);
  }

  @Test
  void workThatNobodyAskedForIsNotHastened() {
    flush.hasten();
    assertThat(done).hasValue(0);
  }

  private void endRound() {
    while (!loop.isEmpty()) {
      loop.remove().run();
    }
  }
}
