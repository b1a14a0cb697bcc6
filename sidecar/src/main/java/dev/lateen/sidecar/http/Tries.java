package dev.lateen.sidecar.http;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.upstream.ClusterRuntime;
import dev.lateen.sidecar.upstream.UpstreamFailure;
import dev.lateen.sidecar.upstream.UpstreamHost;
import io.netty.handler.codec.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tries of one request at one cluster, until one is answered or nothing is left to try. There
 * is one at a time, the current one; where the route hedges, those that take longer than one may go
 * on beside it, and the first good answer counts.
 */
final class Tries {
  private static final String ONE = "1";

  private final Forwarding forwarding;
  private final Exchange exchange;
  private final ClusterRuntime cluster;
  private final Retries retries;
  private final FreeRepeats repeats;
  private Attempt current;
  private List<Attempt> slow = List.of();
  private Deadline backOff;
  private boolean retrying;
  private List<UpstreamHost> tried = List.of();
  private int attempts;

  Tries(Forwarding forwarding, ClusterRuntime cluster) {
    this.forwarding = forwarding;
    this.exchange = forwarding.exchange();
    this.cluster = cluster;
    this.retries = new Retries(forwarding.limits().retry(), exchange.request().method());
    this.repeats = new FreeRepeats(exchange.body(), exchange.request().method());
  }

  void start() {
    attempt(false);
  }

  private void attempt(boolean fresh) {
    attempts++;
    if (forwarding.countsAttempts()) {
      exchange
          .request()
          .headers()
          .set(Headers.ATTEMPT_COUNT, attempts == 1 ? ONE : Integer.toString(attempts));
    }
    current = new Attempt(forwarding, this);
    current.start(cluster, fresh);
  }

  /** The one that sends the body and is read; the others wait for their answer. */
  boolean isCurrent(Attempt attempt) {
    return attempt == current;
  }

  /** More of the request's body is there. */
  void bodyArrived() {
    if (current != null) {
      current.pump();
    } else if (!exchange.body().isComplete()) {
      exchange.client().pauseBody(true);
    }
  }

  /** Whether this endpoint could not be reached for this request. */
  boolean hasFailedToReach(UpstreamHost host) {
    return repeats.avoids(host);
  }

  /** Whether another endpoint is better, as this one was tried. */
  boolean hasTried(UpstreamHost host) {
    return tried.contains(host);
  }

  /** Whether a response is dropped: another try is under way, or begins. */
  boolean drops(Attempt answered, HttpResponse response) {
    if (!exchange.body().isReplayable() || !retries.isFailure(response)) {
      return false;
    }
    if (answered == current && retries.left() && tryLater()) {
      return true;
    }
    return giveWay(answered);
  }

  /** The response of this try is that of the request. */
  void won(Attempt winner) {
    if (winner != current || !slow.isEmpty()) {
      disarm();
      slow.stream().filter(attempt -> attempt != winner).forEach(Attempt::cancel);
      if (current != null && current != winner) {
        current.cancel();
      }
      slow = List.of();
      current = winner;
    }
  }

  /** A try failed without (the rest of) a response. */
  void failed(Attempt failed, UpstreamFailure failure, boolean reused) {
    if (exchange.isResponding()) {
      forwarding.stop();
      exchange.log().flag(ResponseFlag.of(failure));
      exchange.breakOff();
    } else if (failed == current && repeats.onNewConnection(failure, reused)) {
      attempt(true);
    } else if (failed == current && repeats.elsewhere(failure, failed.host())) {
      attempt(false);
    } else {
      giveUp(failed, repeats.cause(failure, failed.host()));
    }
  }

  private void giveUp(Attempt failed, UpstreamFailure failure) {
    boolean again =
        failed == current
            && exchange.body().isReplayable()
            && retries.onFailure(failure)
            && tryLater();
    if (!again && !giveWay(failed)) {
      current = null;
      exchange.log().flag(ResponseFlag.of(failure));
      exchange.reply(FailureReply.of(failure));
    }
  }

  /** One try took longer than it may. */
  void late(Attempt late) {
    if (mayHedge(late) && tryLater()) {
      cluster.counters().timeouts.increment();
      slow = Stream.concat(slow.stream(), Stream.of(late)).toList();
    } else {
      expired(late);
    }
  }

  /** Another try goes beside one that has sent everything. */
  private boolean mayHedge(Attempt late) {
    return late == current
        && retries.hedges()
        && retries.left()
        && !exchange.isResponding()
        && late.hasSentAll();
  }

  /** One try took longer than it may, or fell silent, and ends. */
  void expired(Attempt late) {
    cluster.counters().timeouts.increment();
    late.timedOut();
    if (exchange.isResponding()) {
      forwarding.stop();
      exchange.timedOut();
      return;
    }
    boolean again =
        late == current && exchange.body().isReplayable() && retries.onTimeout() && tryLater();
    if (!again && !giveWay(late)) {
      current = null;
      exchange.timedOut();
    }
  }

  private boolean tryLater() {
    if (!retrying && !cluster.beginRetry()) {
      return false;
    }
    retrying = true;
    if (retries.avoidsPreviousHosts()) {
      tried = Stream.concat(tried.stream(), current.host().stream()).toList();
    }
    current = null;
    repeats.forgive();
    cluster.counters().retries.increment();
    backOff =
        new Deadline() {
          @Override
          protected void expired() {
            exchange.body().rewind();
            attempt(false);
          }
        };
    forwarding.deadlines().arm(backOff, retries.next(exchange.worker().context().random()));
    return true;
  }

  /** Whether another try is under way or about to be, in whose favour this one is forgotten. */
  private boolean giveWay(Attempt over) {
    boolean other = current != null && current != over || backOff != null && backOff.isArmed();
    if (!other && slow.stream().allMatch(attempt -> attempt == over)) {
      return false;
    }
    slow = slow.stream().filter(attempt -> attempt != over).toList();
    if (current == over) {
      current = null;
    }
    return true;
  }

  /** The time of all tries is up. */
  void timedOut() {
    cluster.counters().timeouts.increment();
    slow.forEach(Attempt::timedOut);
    if (current != null) {
      current.timedOut();
    }
    forwarding.cancel();
    exchange.timedOut();
  }

  void cancel() {
    slow.forEach(Attempt::cancel);
    slow = List.of();
    if (current != null) {
      current.cancel();
      current = null;
    }
  }

  /** Stops the clocks. */
  void stop() {
    if (retrying) {
      retrying = false;
      cluster.endRetry();
    }
    disarm();
    if (current != null) {
      current.stop();
    }
  }

  private void disarm() {
    if (backOff != null) {
      backOff.disarm();
    }
  }

  void flush() {
    if (current != null) {
      current.flush();
    }
  }

  void setReading(boolean reading) {
    if (current != null) {
      current.setReading(reading);
    }
  }
}
