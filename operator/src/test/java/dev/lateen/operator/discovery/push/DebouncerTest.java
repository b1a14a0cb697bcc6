package dev.lateen.operator.discovery.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DebouncerTest {
  private final FakeTime time = new FakeTime();
  private final List<Long> actions = new ArrayList<>();
  private final Debouncer debouncer =
      new Debouncer(
          Duration.ofMillis(100),
          Duration.ofSeconds(10),
          () -> time.now,
          time,
          () -> actions.add(time.elapsed()));

  @Test
  void firstEventActsAtOnce() {
    // When
    debouncer.event();

    // Then
    assertThat(actions).containsExactly(0L);
  }

  @Test
  void burstActsOnceWhenItIsOver() {
    // Given
    debouncer.event();
    time.advance(1000);

    // When
    debouncer.event();
    time.advance(60);
    debouncer.event();
    time.advance(60);
    debouncer.event();
    time.advance(1000);

    // Then: 100 ms after the last event, at 1120
    assertThat(actions).containsExactly(0L, 1220L);
  }

  @Test
  void burstThatDoesNotEndActsTenSecondsAfterItBegan() {
    // Given
    debouncer.event();

    // When
    for (int i = 0; i < 300; i++) {
      debouncer.event();
      time.advance(50);
    }

    // Then
    assertThat(actions).hasSize(2).contains(0L, 10_000L);
    time.advance(1000);
    assertThat(actions).hasSize(3);
  }

  @Test
  void nothingHappensWithoutEvents() {
    // Given
    debouncer.event();
    debouncer.event();
    time.advance(100);

    // When
    time.advance(60_000);

    // Then
    assertThat(actions).containsExactly(0L, 100L);
  }

  /** Time that passes only when told to. */
  private static final class FakeTime implements Scheduler {
    private final Instant start = Instant.EPOCH;
    private final List<Task> tasks = new ArrayList<>();
    private Instant now = start;

    @Override
    public void after(Duration delay, Runnable task) {
      tasks.add(new Task(now.plus(delay), task));
    }

    void advance(long milliseconds) {
      for (long i = 0; i < milliseconds; i++) {
        now = now.plusMillis(1);
        List<Task> due = tasks.stream().filter(task -> !task.at().isAfter(now)).toList();
        tasks.removeAll(due);
        due.forEach(task -> task.action().run());
      }
    }

    long elapsed() {
      return Duration.between(start, now).toMillis();
    }

    private record Task(Instant at, Runnable action) {}
  }
}
