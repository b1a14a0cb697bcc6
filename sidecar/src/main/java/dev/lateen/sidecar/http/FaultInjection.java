package dev.lateen.sidecar.http;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.model.FaultPolicy;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.Http2Error;
import java.time.Duration;
import java.util.Optional;

/** What a route does to a request on purpose before it is acted upon: a delay, then an abort. */
final class FaultInjection {
  private static final String ABORTED = "fault filter abort";

  private final Exchange exchange;
  private final Deadline delay =
      new Deadline() {
        @Override
        protected void expired() {
          abortOrAct();
        }
      };

  FaultInjection(Exchange exchange) {
    this.exchange = exchange;
  }

  void start() {
    var context = exchange.worker().context();
    Optional<Duration> wait = exchange.filters().delay(exchange.request(), context.random());
    if (wait.isEmpty()) {
      abortOrAct();
    } else {
      exchange.log().flag(ResponseFlag.DI);
      context.deadlines().arm(delay, wait.get());
    }
  }

  /** Nobody waits any more. */
  void stop() {
    delay.disarm();
  }

  private void abortOrAct() {
    Optional<FaultPolicy.Answer> abort = exchange.filters().abort(exchange.request());
    if (abort.isPresent()) {
      exchange.log().flag(ResponseFlag.FI);
      abort(abort.get());
    } else {
      Dispatch.act(exchange);
    }
  }

  private void abort(FaultPolicy.Answer answer) {
    switch (answer) {
      case FaultPolicy.Status status ->
          exchange.reply(HttpResponseStatus.valueOf(status.code()), ABORTED);
      case FaultPolicy.GrpcStatus status ->
          exchange.reply(
              Grpc.isCall(exchange.request().headers())
                  ? Grpc.trailersOnly(status.code(), ABORTED)
                  : LocalReply.of(Grpc.httpStatus(status.code()), ABORTED));
      case FaultPolicy.Reset reset -> exchange.vanish(Http2Error.valueOf(reset.errorCode()));
    }
  }
}
