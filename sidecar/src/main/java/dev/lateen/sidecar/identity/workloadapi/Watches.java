package dev.lateen.sidecar.identity.workloadapi;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Streams that are told each new state. One that reads slowly is told the newest when it is ready,
 * so that none holds more than one state. Safe for all threads.
 *
 * @param <R> a state as it goes over the wire
 */
final class Watches<R> {
  private static final int MOST = 100;

  private final Set<Watch> open = new HashSet<>();
  private Optional<R> latest = Optional.empty();

  /** Tells all streams. */
  synchronized void publish(R state) {
    latest = Optional.of(state);
    open.forEach(Watch::tell);
  }

  /** Tells the stream the state in force and each one to come, or why there is none. */
  synchronized void add(ServerCallStreamObserver<R> stream) {
    if (latest.isEmpty()) {
      stream.onError(NotReady.STATUS.asRuntimeException());
    } else if (open.size() >= MOST) {
      stream.onError(
          Status.RESOURCE_EXHAUSTED
              .withDescription(MOST + " streams are open: close those that are not needed")
              .asRuntimeException());
    } else {
      Watch watch = new Watch(stream);
      open.add(watch);
      stream.setOnCancelHandler(() -> remove(watch));
      stream.setOnReadyHandler(() -> tell(watch));
      watch.tell();
    }
  }

  private synchronized void remove(Watch watch) {
    open.remove(watch);
  }

  private synchronized void tell(Watch watch) {
    watch.tell();
  }

  private final class Watch {
    private final ServerCallStreamObserver<R> stream;
    private Optional<R> told = Optional.empty();

    Watch(ServerCallStreamObserver<R> stream) {
      this.stream = stream;
    }

    void tell() {
      if (stream.isReady() && !told.equals(latest)) {
        stream.onNext(latest.orElseThrow());
        told = latest;
      }
    }
  }
}
