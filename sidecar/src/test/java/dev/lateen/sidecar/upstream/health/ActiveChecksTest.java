package dev.lateen.sidecar.upstream.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.loop.Deadlines;
import dev.lateen.sidecar.model.HealthCheck;
import dev.lateen.sidecar.model.HealthCheck.Probe;
import dev.lateen.sidecar.model.HealthCheck.StatusRange;
import dev.lateen.sidecar.stats.CheckCounters;
import dev.lateen.sidecar.upstream.health.ActiveChecks.Order;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActiveChecksTest {
  private static final HealthCheck EVERY_SECOND =
      new HealthCheck(
          new Probe.Http(
              "/healthz", Optional.empty(), List.of(new StatusRange(200, 300)), List.of()),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          1,
          1);

  private long now = 1_000_000_000L;
  private long wakeAt = Long.MAX_VALUE;
  private Runnable task = () -> {};
  private int asked;
  private final ClusterHealth health = new ClusterHealth(() -> now);
  private final CheckCounters counters = new CheckCounters();
  private final ActiveChecks checks =
      new ActiveChecks(
          health,
          new Deadlines(
              () -> now,
              (delay, run) -> {
                wakeAt = now + delay;
                task = run;
              }),
          () -> counters);

  @Test
  void asksAgainWhenTheTimeIsOver() {
    // Given
    health.acquire(new InetSocketAddress("127.0.0.1", 9080));
    checks.obey(Optional.of(silent()));

    // When
    pass(Duration.ofSeconds(13));

    // Then
    assertThat(asked).isEqualTo(3);
  }

  @Test
  void nobodyIsAskedAnyMoreWhenTheOrderEndsDuringAQuestion() {
    // Given
    health.acquire(new InetSocketAddress("127.0.0.1", 9080));
    checks.obey(Optional.of(silent()));

    // When
    checks.obey(Optional.empty());
    pass(Duration.ofSeconds(30));

    // Then
    assertThat(asked).isEqualTo(1);
  }

  /** An endpoint that never answers. */
  private Order silent() {
    return new Order(
        EVERY_SECOND,
        _ -> {
          asked++;
          return new EmbeddedChannel().newSucceededFuture();
        },
        "reviews");
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
}
