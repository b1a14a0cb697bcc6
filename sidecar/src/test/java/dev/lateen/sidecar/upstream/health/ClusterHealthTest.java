package dev.lateen.sidecar.upstream.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ClusterHealthTest {
  private final ClusterHealth health = new ClusterHealth(() -> 0);

  @Test
  void endpointThatAppearsWhileChecksAreMadeIsNotWellBeforeItPassedOne() {
    // Given
    HostHealth early = health.acquire(address(1));
    health.newcomersWait(true);

    // When
    HostHealth late = health.acquire(address(2));

    // Then
    assertThat(early.isWell()).isTrue();
    assertThat(late.isWell()).isFalse();
    assertThat(health.acquire(address(1)).isWell()).isTrue();

    // When
    health.failCheck(late, false);

    // Then
    assertThat(late.isWell()).isTrue();
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress("127.0.0.1", port);
  }
}
