package dev.lateen.sidecar.upstream.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PermitsTest {
  @Test
  void oneLoopMayTakeAll() {
    // Given
    Permits permits = new Permits(5, 4);

    // When / Then
    for (int i = 0; i < 5; i++) {
      assertThat(permits.tryAcquire(3)).isTrue();
    }
    assertThat(permits.tryAcquire(3)).isFalse();
    permits.release(0);
    assertThat(permits.tryAcquire(3)).isTrue();
  }

  @Test
  void whatIsTakenBeyondTheLimitIsGivenBackFirst() {
    // Given
    Permits permits = new Permits(1, 2);
    permits.acquire(0);
    permits.acquire(1);

    // When / Then
    permits.release(0);
    assertThat(permits.tryAcquire(0)).isFalse();
    permits.release(1);
    assertThat(permits.tryAcquire(0)).isTrue();
  }

  @Test
  void aLowerLimitHoldsForWhatIsTaken() {
    // Given
    Permits permits = new Permits(Integer.MAX_VALUE, 2);
    for (int i = 0; i < 4; i++) {
      permits.tryAcquire(0);
    }

    // When
    permits.resize(2);

    // Then
    assertThat(permits.tryAcquire(1)).isFalse();
    permits.release(0);
    permits.release(0);
    assertThat(permits.tryAcquire(1)).isFalse();
    permits.release(0);
    assertThat(permits.tryAcquire(1)).isTrue();
  }

  @Test
  void aHigherLimitGivesMore() {
    // Given
    Permits permits = new Permits(0, 3);
    assertThat(permits.tryAcquire(0)).isFalse();

    // When
    permits.resize(2);

    // Then
    assertThat(permits.available()).isEqualTo(2);
    assertThat(permits.tryAcquire(2)).isTrue();
    assertThat(permits.tryAcquire(2)).isTrue();
    assertThat(permits.tryAcquire(2)).isFalse();
  }

  @Test
  void theLimitIsNeverExceededByManyThreads() throws Exception {
    // Given
    Permits permits = new Permits(3, 4);
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(4);

    // When
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int loop = 0; loop < 4; loop++) {
        int index = loop;
        threads.execute(
            () -> {
              for (int i = 0; i < 20_000; i++) {
                if (permits.tryAcquire(index)) {
                  most.accumulateAndGet(taken.incrementAndGet(), Math::max);
                  taken.decrementAndGet();
                  permits.release(index);
                }
              }
              done.countDown();
            });
      }
      done.await();
    }

    // Then
    assertThat(most.get()).isBetween(1, 3);
    assertThat(permits.available()).isEqualTo(3);
  }
}
