package dev.lateen.sidecar.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookTest {

  @DisplayName("UA-07 the hook that holds the application returns when the sidecar is ready")
  @Test
  void waitsUntilTheSidecarIsReady() throws Exception {
    // Given
    var questions = new AtomicInteger();
    HttpServer admin =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    admin.createContext(
        "/ready",
        exchange -> {
          exchange.sendResponseHeaders(questions.incrementAndGet() < 3 ? 503 : 200, -1);
          exchange.close();
        });
    admin.start();
    try {
      // When
      boolean ready = new Hook(true, Duration.ofSeconds(60)).run(admin.getAddress().getPort());

      // Then
      assertThat(ready).isTrue();
      assertThat(questions).hasValue(3);
    } finally {
      admin.stop(0);
    }
  }

  @Test
  void givesUpWhenTheTimeIsOver() throws InterruptedException {
    assertThat(new Hook(true, Duration.ZERO).run(1)).isFalse();
  }

  @Test
  void lingersAndSucceeds() throws InterruptedException {
    assertThat(new Hook(false, Duration.ZERO).run(1)).isTrue();
  }

  @Test
  void readsItsArguments() throws IOException {
    assertThat(Hook.of(List.of())).isEmpty();
    assertThat(Hook.of(List.of("capture"))).isEmpty();
    assertThat(Hook.of(List.of("wait", "--seconds", "60")))
        .contains(new Hook(true, Duration.ofSeconds(60)));
    assertThat(Hook.of(List.of("linger", "--seconds", "0")))
        .contains(new Hook(false, Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wait",
        "wait --seconds",
        "wait --seconds x",
        "linger --seconds 3601",
        "wait --minutes 1"
      })
  void refusesOtherArguments(String line) {
    assertThatThrownBy(() -> Hook.of(List.of(line.split(" "))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write ");
  }
}
