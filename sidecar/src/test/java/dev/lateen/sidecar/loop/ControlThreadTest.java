package dev.lateen.sidecar.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class ControlThreadTest {
  private final List<LogRecord> told = new CopyOnWriteArrayList<>();

  private final class Listener extends Handler {
    @Override
    public void publish(LogRecord line) {
      told.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void aTaskThatFailsIsTold() throws InterruptedException {
    // Given
    Logger log = Logger.getLogger(ControlThread.class.getName());
    Handler listener = new Listener();
    log.addHandler(listener);
    ControlThread thread = new ControlThread("some-thread");

    // When
    thread.execute(
        () -> {
          throw new LinkageError("broken");
        });
    thread.execute(() -> {});
    thread.shutdown();
    assertThat(thread.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    log.removeHandler(listener);

    // Then
    assertThat(told)
        .singleElement()
        .satisfies(line -> assertThat(line.getThrown()).hasMessage("broken"));
  }
}
