package dev.lateen.sidecar.http;

import dev.lateen.sidecar.loop.Deadlines;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.WeightedCluster;
import dev.lateen.sidecar.upstream.ClusterRuntime;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;

/**
 * The way of one request through a cluster: the choice of it, what the endpoint gets to see, the
 * time for all, and what comes back.
 */
final class Forwarding {
  private final Exchange exchange;
  private final Route route;
  private final Forward forward;
  private final Limits limits;
  private final boolean connects;
  private final Optional<String> upgrade;
  private final CallTimes times = new CallTimes(this);
  private Tries tries;
  private Optional<Affinity> affinity = Optional.empty();

  Forwarding(Exchange exchange, Route route, Forward forward) {
    this.exchange = exchange;
    this.route = route;
    this.forward = forward;
    this.limits = Limits.of(forward, exchange.listener().direction(), exchange.request().headers());
    this.connects = exchange.request().method().equals(HttpMethod.CONNECT);
    this.upgrade =
        Upgrades.requested(
            exchange.request().headers(), exchange.manager().upgrades(), forward.upgrades());
  }

  void start() {
    WeightedCluster chosen =
        exchange.filters().state().choose(forward.clusters(), exchange.worker().index());
    Optional<ClusterRuntime> found = exchange.worker().cluster(chosen.cluster());
    if (found.isEmpty()) {
      exchange.log().flag(ResponseFlag.NC);
      exchange.reply(
          HttpResponseStatus.valueOf(forward.clusterNotFoundStatus()), "no such cluster");
      return;
    }
    tries = new Tries(this, found.get());
    exchange.log().cluster(chosen.cluster());
    if (found.get().hashes()) {
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
    tries.start();
  }

  /** More of the request's body is there. */
  void bodyArrived() {
    if (exchange.body().isComplete() && !switches()) {
      requestComplete();
    }
    if (tries != null) {
      tries.bodyArrived();
    }
  }

  private void requestComplete() {
    times.requestComplete();
    if (!forward.mirrors().isEmpty() && !connects && exchange.body().isReplayable()) {
      Mirroring.send(forward.mirrors(), exchange);
    }
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

  /** The whole request took longer than it may. */
  void timedOut() {
    if (tries != null) {
      tries.timedOut();
    }
  }

  /** Nobody waits for the response any more. */
  void cancel() {
    stop();
    if (tries != null) {
      tries.cancel();
    }
  }

  /** Stops the clocks. */
  void stop() {
    times.stop();
    if (tries != null) {
      tries.stop();
    }
  }

  void flush() {
    if (tries != null) {
      tries.flush();
    }
  }

  void setReading(boolean reading) {
    if (tries != null) {
      tries.setReading(reading);
    }
  }

  /** Whether endpoints are told which try they see. */
  boolean countsAttempts() {
    return forward.tryHeaders().countsAttempts();
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
