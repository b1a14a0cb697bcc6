package dev.lateen.sidecar.http;

import dev.lateen.sidecar.model.DirectResponse;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.Redirect;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.worker.RouteState;
import dev.lateen.sidecar.worker.Worker;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import java.util.Optional;

/**
 * One request and its response: finds the route, applies CORS and faults, then answers here or
 * forwards.
 */
final class Exchange {
  private final ClientStream client;
  private final HttpRequest request;
  private final HttpConnectionManager manager;
  private final Listener listener;
  private final RequestBody body = new RequestBody();
  private final RequestLog log;
  private boolean responding;
  private boolean over;
  private Optional<Route> route = Optional.empty();
  private RouteState state = RouteState.NONE;
  private RequestTarget target;
  private RouteFilters filters;
  private Forwarding forwarding;
  private Optional<FaultInjection> fault = Optional.empty();
  private Tunnel tunnel;

  Exchange(
      ClientStream client, HttpRequest request, HttpConnectionManager manager, Listener listener) {
    this.client = client;
    this.request = request;
    this.manager = manager;
    this.listener = listener;
    this.log = manager.accessLogs().isEmpty() ? RequestLog.NONE : new WrittenRequestLog(this);
  }

  void start() {
    Optional<RequestTarget> parsed = RequestTarget.of(request);
    if (parsed.isEmpty()) {
      reply(HttpResponseStatus.BAD_REQUEST, "");
      return;
    }
    boolean connect = request.method().equals(HttpMethod.CONNECT);
    if (connect && !manager.connects()) {
      reply(HttpResponseStatus.NOT_IMPLEMENTED, "");
      return;
    }
    target = parsed.get();
    if (MaxForwards.isUsedUp(request)) {
      reply(HttpResponseStatus.OK, "");
      return;
    }
    Provenance.record(
        request.headers(),
        manager.headers(),
        target.scheme(),
        client.info().origin().source(),
        worker().context().random());
    route = connect ? manager.routes().connectRoute(target) : manager.routes().route(target);
    if (route.isEmpty()) {
      client.counters().requestsUnrouted.increment();
      log.flag(ResponseFlag.NR);
      reply(HttpResponseStatus.NOT_FOUND, "");
      return;
    }
    state = worker().active().routeStates().of(route.get());
    filters = new RouteFilters(route.get(), state, worker().index());
    Optional<FullHttpResponse> preflight = filters.preflight(request);
    if (preflight.isPresent()) {
      reply(preflight.get());
      return;
    }
    if (route.get().action() instanceof Forward forward
        && (forward.retry().isPresent()
            || !forward.mirrors().isEmpty()
            || request.headers().contains(Headers.RETRY_ON)
            || request.headers().contains(Headers.RETRY_GRPC_ON))) {
      body.keep();
    }
    if (route.get().fault().isPresent()) {
      fault = Optional.of(new FaultInjection(this));
      fault.get().start();
    } else {
      act();
    }
  }

  /** Does what the route says. */
  void act() {
    Route chosen = route.orElseThrow();
    switch (chosen.action()) {
      case Forward forward -> {
        forwarding = new Forwarding(this, chosen, forward);
        forwarding.start();
      }
      case DirectResponse direct ->
          reply(LocalReply.of(HttpResponseStatus.valueOf(direct.status()), direct.body()));
      case Redirect redirect -> reply(Redirects.answer(redirect, chosen.match(), target));
    }
  }

  /** A part of the request's body, handed over. */
  void content(HttpContent content) {
    if (over) {
      content.release();
      return;
    }
    body.add(content);
    if (tunnel != null) {
      tunnel.active();
    }
    if (forwarding != null) {
      forwarding.bodyArrived();
    } else if (!body.isComplete()) {
      client.pauseBody(true);
    }
  }

  void flush() {
    if (forwarding != null) {
      forwarding.flush();
    }
  }

  void clientWritabilityChanged() {
    if (forwarding != null) {
      forwarding.setReading(client.isWritable());
    }
  }

  /** The client is gone. */
  void cancel() {
    over = true;
    release();
    if (forwarding != null) {
      forwarding.cancel();
    }
    log.flag(ResponseFlag.DC);
    log.end();
  }

  /** Ends without a response, by this error where the client's version of HTTP knows it. */
  void vanish(Http2Error error) {
    over = true;
    release();
    log.end();
    client.reset(error);
  }

  /** Answers here. */
  void reply(HttpResponseStatus status, String text) {
    reply(LocalReply.of(status, text));
  }

  void reply(FullHttpResponse response) {
    if (over) {
      response.release();
      return;
    }
    if (Grpc.isCall(request.headers())) {
      Grpc.translate(response);
    }
    if (response.content().isReadable() && !request.method().equals(HttpMethod.HEAD)) {
      sent(response.content().readableBytes());
    }
    begin(response);
    client.flush();
    finish();
  }

  /** Passes an interim response on. */
  void interim(HttpResponse response) {
    client.interim(response);
  }

  /** Begins the response. */
  void respond(HttpResponse response) {
    ResponseEditor.strip(response);
    begin(response);
  }

  private void begin(HttpResponse response) {
    responding = true;
    if (filters != null) {
      filters.decorate(response.headers());
    }
    ServerHeader.apply(manager.headers(), response.headers());
    client.counters().responses.count(response.status().code());
    log.response(response);
    client.send(response);
  }

  private void sent(int bytes) {
    client.counters().bytesSent.add(bytes);
    log.sent(bytes);
  }

  /**
   * Continues the response.
   *
   * @return whether the client takes more for now
   */
  boolean respond(HttpContent content) {
    sent(content.content().readableBytes());
    boolean last = content instanceof LastHttpContent;
    client.send(content);
    if (!last) {
      return client.isWritable();
    }
    client.flush();
    if (tunnel == null || tunnel.responseEnded()) {
      finish();
    }
    return true;
  }

  /** The response that was begun switched protocols. */
  void switchProtocols() {
    body.endless();
    client.switchProtocols();
    tunnel = new Tunnel(worker().context().deadlines(), this::silent);
  }

  /** The last part of what the client sends through the tunnel is on its way. */
  void requestEnded() {
    if (tunnel.requestEnded()) {
      finish();
    }
  }

  private void silent() {
    forwarding.cancel();
    breakOff();
  }

  void flushClient() {
    client.flush();
  }

  /** No response came in time, or not all of it. */
  void timedOut() {
    boolean call = Grpc.isCall(request.headers());
    log.flag(ResponseFlag.UT);
    if (!responding) {
      reply(FailureReply.timeout(call));
    } else if (call) {
      respond(Grpc.trailers(Grpc.DEADLINE_EXCEEDED, FailureReply.TIMED_OUT));
    } else {
      breakOff();
    }
  }

  /** The response cannot be completed: the client is made to notice. */
  void breakOff() {
    client.reset(Http2Error.INTERNAL_ERROR);
  }

  private void finish() {
    over = true;
    release();
    if (forwarding != null) {
      forwarding.stop();
    }
    log.end();
    client.finished();
  }

  private void release() {
    body.release();
    fault.ifPresent(FaultInjection::stop);
    if (tunnel != null) {
      tunnel.disarm();
    }
  }

  boolean isResponding() {
    return responding;
  }

  ClientStream client() {
    return client;
  }

  Worker worker() {
    return client.worker();
  }

  HttpRequest request() {
    return request;
  }

  RequestTarget target() {
    return target;
  }

  Optional<Route> route() {
    return route;
  }

  /** Hears what becomes of the request. */
  RequestLog log() {
    return log;
  }

  RequestBody body() {
    return body;
  }

  RouteFilters filters() {
    return filters;
  }

  RouteState state() {
    return state;
  }

  Listener listener() {
    return listener;
  }

  HttpConnectionManager manager() {
    return manager;
  }
}
