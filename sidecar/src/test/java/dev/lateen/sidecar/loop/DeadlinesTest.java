package dev.lateen.sidecar.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private long now = 1_000_000_000L;
  private long wakeAt = Long.MAX_VALUE;
  private Runnable task = () -> {};
  private int alarms;
  private final Deadlines deadlines =
      new Deadlines(
          () -> now,
          (delay, run) -> {
            wakeAt = now + delay;
            task = run;
            alarms++;
          });
  private final List<String> expired = new ArrayList<>();

  private Deadline named(String name) {
    return new Deadline() {
      @Override
      protected void expired() {
        expired.add(name);
      }
    };
  }

  /** Lets the time pass, waking at every alarm. */
  private void pass(Duration time) {
    long end = now + time.toNanos();
    while (wakeAt <= end) {
      now = wakeAt;
      wakeAt = Long.MAX_VALUE;
      task.run();
    }
    now = end;
  }

  @Test
  void expiresInOrderNeverEarlyAndAtMostATickLate() {
    // Given
    deadlines.arm(named("late"), Duration.ofSeconds(15));
    deadlines.arm(named("soon"), Duration.ofMillis(50));
    // When, then
    pass(Duration.ofMillis(49));
    assertThat(expired).isEmpty();
    pass(Duration.ofMillis(6));
    assertThat(expired).containsExactly("soon");
    pass(Duration.ofMillis(14_944));
    assertThat(expired).containsExactly("soon");
    pass(Duration.ofMillis(6));
    assertThat(expired).containsExactly("soon", "late");
  }

  @Test
  void forgetsWhatIsDisarmedAndAsksForOneAlarmOnly() {
    for (int i = 0; i < 1_000; i++) {
      Deadline deadline = named("never");
      deadlines.arm(deadline, Duration.ofSeconds(15));
      pass(Duration.ofMillis(1));
      deadline.disarm();
    }
    pass(Duration.ofSeconds(30));
    assertThat(expired).isEmpty();
    assertThat(alarms).isLessThan(5);
  }

  @Test
  void goesOnWhenOneFailsAndWhenOneArmsAnother() {
    deadlines.arm(
        new Deadline() {
          @Override
          protected void expired() {
            deadlines.arm(named("second"), Duration.ofMillis(20));
            throw new IllegalStateException("broken on purpose");
          }
        },
        Duration.ofMillis(10));
    deadlines.arm(named("first"), Duration.ofMillis(10));
    pass(Duration.ofMillis(100));
    assertThat(expired).containsExactly("first", "second");
  }
}
