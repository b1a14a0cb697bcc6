package dev.lateen.sidecar.http;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.loop.Deadlines;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.WeightedCluster;
import dev.lateen.sidecar.upstream.ClusterRuntime;
import dev.lateen.sidecar.upstream.UpstreamFailure;
import dev.lateen.sidecar.upstream.UpstreamHost;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way of one request through a cluster: tries, until one is answered, the retries are used up
 * or the time is.
 */
final class Forwarding {
  private static final String ONE = "1";
  private static final int MAX_UNREACHED = 2;

  private final Exchange exchange;
  private final Route route;
  private final Forward forward;
  private final Limits limits;
  private final Retries retries;
  private final boolean connects;
  private final Optional<String> upgrade;
  private final CallTimes times = new CallTimes(this);
  private ClusterRuntime cluster;
  private Deadline backOff;
  private Attempt attempt;
  private boolean sentAfresh;
  private List<UpstreamHost> unreached = List.of();
  private boolean retrying;
  private Optional<Affinity> affinity = Optional.empty();
  private int attempts;

  Forwarding(Exchange exchange, Route route, Forward forward) {
    this.exchange = exchange;
    this.route = route;
    this.forward = forward;
    this.limits = Limits.of(forward, exchange.listener().direction(), exchange.request().headers());
    this.retries = new Retries(limits.retry(), exchange.request().method());
    this.connects = exchange.request().method().equals(HttpMethod.CONNECT);
    this.upgrade =
        Upgrades.requested(
            exchange.request().headers(), exchange.manager().upgrades(), forward.upgrades());
  }

  void start() {
    WeightedCluster chosen = exchange.state().choose(forward.clusters(), exchange.worker().index());
    Optional<ClusterRuntime> found = exchange.worker().cluster(chosen.cluster());
    if (found.isEmpty()) {
      exchange.log().flag(ResponseFlag.NC);
      exchange.reply(HttpResponseStatus.SERVICE_UNAVAILABLE, "no such cluster");
      return;
    }
    cluster = found.get();
    exchange.log().cluster(chosen.cluster());
    if (cluster.hashes()) {
      affinity =
          Affinity.of(
              forward.hash(),
              exchange.target(),
              exchange.client().info().origin().source(),
              exchange.worker().context().random());
    }
    exchange.filters().chosen(chosen);
    times.begin(GrpcTimeout.of(exchange.request().headers()));
    UpstreamHead.prepare(
        exchange.request(),
        exchange.target(),
        route,
        forward,
        chosen,
        limits,
        upgrade,
        exchange.worker().context().random());
    if (exchange.body().isComplete() || switches()) {
      requestComplete();
    }
    attempt(false);
  }

  private void attempt(boolean fresh) {
    attempts++;
    if (forward.tryHeaders().countsAttempts()) {
      exchange
          .request()
          .headers()
          .set(Headers.ATTEMPT_COUNT, attempts == 1 ? ONE : Integer.toString(attempts));
    }
    attempt = new Attempt(this);
    attempt.start(cluster, fresh);
  }

  /** More of the request's body is there. */
  void bodyArrived() {
    if (exchange.body().isComplete() && !switches()) {
      requestComplete();
    }
    if (attempt != null) {
      attempt.pump();
    } else if (!exchange.body().isComplete()) {
      exchange.client().pauseBody(true);
    }
  }

  private void requestComplete() {
    times.requestComplete();
    if (!forward.mirrors().isEmpty() && !connects && exchange.body().isReplayable()) {
      Mirroring.send(forward.mirrors(), exchange);
    }
  }

  /** Whether a response of this status is dropped for another try, which is then under way. */
  boolean triesAgainOn(HttpResponse response) {
    return exchange.body().isReplayable() && retries.onResponse(response) && tryLater();
  }

  private boolean tryLater() {
    if (!retrying && !cluster.beginRetry()) {
      return false;
    }
    retrying = true;
    attempt = null;
    unreached = List.of();
    cluster.counters().retries.increment();
    backOff =
        new Deadline() {
          @Override
          protected void expired() {
            exchange.body().rewind();
            attempt(false);
          }
        };
    deadlines().arm(backOff, retries.next(exchange.worker().context().random()));
    return true;
  }

  /** The exchange has become a tunnel, which has no time limit but silence. */
  void switchProtocols() {
    times.stop();
    exchange.switchProtocols();
  }

  void head(HttpResponse response) {
    affinity.ifPresent(found -> found.decorate(response));
    exchange.respond(response);
  }

  boolean content(HttpContent content) {
    return exchange.respond(content);
  }

  /** A try failed without (the rest of) a response. */
  void failed(UpstreamFailure failure, boolean reused) {
    if (exchange.isResponding()) {
      stop();
      exchange.log().flag(ResponseFlag.of(failure));
      exchange.breakOff();
    } else if (mayRepeat(failure, reused)) {
      sentAfresh = true;
      exchange.body().rewind();
      attempt(true);
    } else if (failure == UpstreamFailure.CONNECT && goesElsewhere()) {
      attempt(false);
    } else if (!exchange.body().isReplayable() || !retries.onFailure(failure) || !tryLater()) {
      attempt = null;
      exchange.log().flag(ResponseFlag.of(failure));
      exchange.reply(FailureReply.of(failure));
    }
  }

  /** Once, whatever the route says: nothing happened at the endpoint, or nothing can have. */
  private boolean mayRepeat(UpstreamFailure failure, boolean reused) {
    return !sentAfresh
        && switch (failure) {
          case REFUSED -> exchange.body().isReplayable();
          case RESET -> reused && mayRepeatStale();
          case NO_ENDPOINT, OVERFLOW, CONNECT, PROTOCOL -> false;
        };
  }

  /**
   * A connection may have been closed while it was idle: once, on a new one, when nothing can have
   * happened twice (RFC 9110 9.2.2).
   */
  private boolean mayRepeatStale() {
    return exchange.body().isComplete()
        && exchange.body().received() == 0
        && Retries.IDEMPOTENT.contains(exchange.request().method());
  }

  /** Nothing was sent yet: another endpoint may be asked, whatever the request (UA-06). */
  private boolean goesElsewhere() {
    if (unreached.size() == MAX_UNREACHED || attempt.host().isEmpty()) {
      return false;
    }
    unreached = Stream.concat(unreached.stream(), attempt.host().stream()).toList();
    return true;
  }

  /** Whether a connection to this endpoint could not be made for this request. */
  boolean hasFailedToReach(UpstreamHost host) {
    return unreached.contains(host);
  }

  /** One try took longer than it may. */
  void tryTimedOut() {
    cluster.counters().timeouts.increment();
    boolean last = exchange.isResponding() || !exchange.body().isReplayable();
    if (last || !retries.onTimeout() || !tryLater()) {
      stop();
      attempt = null;
      exchange.timedOut();
    }
  }

  /** The whole request took longer than it may. */
  void timedOut() {
    cluster.counters().timeouts.increment();
    if (attempt != null) {
      attempt.timedOut();
    }
    cancel();
    exchange.timedOut();
  }

  /** Nobody waits for the response any more. */
  void cancel() {
    stop();
    if (attempt != null) {
      attempt.cancel();
      attempt = null;
    }
  }

  /** Stops the clocks. */
  void stop() {
    times.stop();
    if (retrying) {
      retrying = false;
      cluster.endRetry();
    }
    if (backOff != null) {
      backOff.disarm();
    }
    if (attempt != null) {
      attempt.stop();
    }
  }

  void flush() {
    if (attempt != null) {
      attempt.flush();
    }
  }

  void setReading(boolean reading) {
    if (attempt != null) {
      attempt.setReading(reading);
    }
  }

  HttpRequest request() {
    return exchange.request();
  }

  Exchange exchange() {
    return exchange;
  }

  Limits limits() {
    return limits;
  }

  ClusterRuntime cluster() {
    return cluster;
  }

  Optional<Affinity> affinity() {
    return affinity;
  }

  /** Whether the response will be bytes, so that the request waits for it. */
  boolean switches() {
    return connects || upgrade.isPresent();
  }

  /** Whether the request is CONNECT. */
  boolean connects() {
    return connects;
  }

  Deadlines deadlines() {
    return exchange.worker().context().deadlines();
  }
}
