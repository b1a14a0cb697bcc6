package dev.lateen.sidecar.identity.workloadapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchesTest {
  private final Watches<String> watches = new Watches<>();

  @Test
  void slowReaderIsToldTheNewestWhenItIsReady() {
    // Given
    watches.publish("one");
    Reader reader = new Reader();
    watches.add(reader);
    reader.ready = false;

    // When
    watches.publish("two");
    watches.publish("three");
    reader.ready = true;
    reader.onReady.run();
    reader.onReady.run();

    // Then
    assertThat(reader.told).containsExactly("one", "three");
  }

  @Test
  void streamsAreLimitedAndOneThatEndsMakesRoom() {
    // Given
    watches.publish("one");
    List<Reader> readers = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      readers.add(new Reader());
      watches.add(readers.getLast());
    }
    assertThat(readers.getLast().ended).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);

    // When
    readers.getFirst().onCancel.run();
    Reader late = new Reader();
    watches.add(late);

    // Then
    assertThat(late.told).containsExactly("one");
  }

  private static final class Reader extends ServerCallStreamObserver<String> {
    private final List<String> told = new ArrayList<>();
    private boolean ready = true;
    private Runnable onReady = () -> {};
    private Runnable onCancel = () -> {};
    private Status.Code ended = Status.Code.OK;

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {
      onReady = handler;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {
      onCancel = handler;
    }

    @Override
    public void onNext(String state) {
      told.add(state);
    }

    @Override
    public void onError(Throwable failure) {
      ended = Status.fromThrowable(failure).getCode();
    }

    @Override
    public void onCompleted() {}

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void setCompression(String compression) {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void request(int count) {}

    @Override
    public void setMessageCompression(boolean enable) {}
  }
}
