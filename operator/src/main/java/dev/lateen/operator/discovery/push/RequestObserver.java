package dev.lateen.operator.discovery.push;

import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.function.Function;

/**
 * Hands the requests of one stream over to the push loop.
 *
 * @param <Q> type of the requests
 */
final class RequestObserver<Q> implements StreamObserver<Q> {
  private final StreamEvents events;
  private final Function<Q, Optional<StreamRequest>> translate;

  RequestObserver(StreamEvents events, Function<Q, Optional<StreamRequest>> translate) {
    this.events = events;
    this.translate = translate;
  }

  @Override
  public void onNext(Q request) {
    translate.apply(request).ifPresent(events::request);
  }

  @Override
  public void onError(Throwable failure) {
    events.closed();
  }

  @Override
  public void onCompleted() {
    events.completed();
  }
}
