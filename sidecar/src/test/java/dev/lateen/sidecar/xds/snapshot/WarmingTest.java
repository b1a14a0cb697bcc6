package dev.lateen.sidecar.xds.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.ProxyModel;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WarmingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private final Warming warming = new Warming(Duration.ofSeconds(5));

  @Test
  void aCompleteModelGoesLiveAtOnce() {
    // When / Then
    assertThat(warming.offer(lacking(), NOW)).isTrue();
    assertThat(warming.deadline()).isEmpty();
  }

  @Test
  void anIncompleteModelWaitsAndGoesLiveWhenPatienceEnds() {
    // When / Then
    assertThat(warming.offer(lacking("a"), NOW)).isFalse();
    assertThat(warming.deadline()).contains(NOW.plusSeconds(5));
    assertThat(warming.offer(lacking("a", "b"), NOW.plusSeconds(4))).isFalse();
    assertThat(warming.offer(lacking("a"), NOW.plusSeconds(5))).isTrue();
    assertThat(warming.deadline()).isEmpty();
  }

  @Test
  void whatTheLiveModelLacksDoesNotHoldUpTheNextOne() {
    // Given
    warming.offer(lacking("a"), NOW);
    warming.offer(lacking("a"), NOW.plusSeconds(5));

    // When / Then
    assertThat(warming.offer(lacking("a"), NOW.plusSeconds(6))).isTrue();
    assertThat(warming.offer(lacking("a", "b"), NOW.plusSeconds(7))).isFalse();
  }

  @Test
  void whatCameOnceIsWaitedForAgain() {
    // Given
    warming.offer(lacking("a"), NOW);
    warming.offer(lacking("a"), NOW.plusSeconds(5));
    warming.offer(lacking(), NOW.plusSeconds(6));

    // When / Then
    assertThat(warming.offer(lacking("a"), NOW.plusSeconds(7))).isFalse();
  }

  private static Build lacking(String... missing) {
    return new Build(ProxyModel.EMPTY, Set.of(missing));
  }
}
