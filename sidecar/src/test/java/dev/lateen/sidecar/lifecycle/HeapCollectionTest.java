package dev.lateen.sidecar.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeapCollectionTest {
  private static final long LIVE = 10L << 20;

  private final AtomicLong used = new AtomicLong(LIVE);
  private final AtomicInteger collections = new AtomicInteger();
  private final HeapCollection heap =
      new HeapCollection(
          used::get,
          () -> {
            collections.incrementAndGet();
            used.set(LIVE);
          });

  @Test
  void whatTheStartLeftIsCollected() {
    // When
    heap.run();

    // Then
    assertThat(collections).hasValue(1);
  }

  @Test
  void whatIsAliveIsNotCollectedAgain() {
    // Given
    heap.run();

    // When
    heap.run();
    used.set(LIVE + HeapCollection.LEFT - 1);
    heap.run();

    // Then
    assertThat(collections).hasValue(1);
  }

  @Test
  void asMuchGarbageAgainIsCollectedAgain() {
    // Given
    heap.run();

    // When
    used.set(LIVE + HeapCollection.LEFT);
    heap.run();

    // Then
    assertThat(collections).hasValue(2);
  }
}
