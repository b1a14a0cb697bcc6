package dev.lateen.sidecar.http;

import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.worker.Worker;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;

/**
 * One request and its response, from the first part of the one to the last of the other: {@link
 * Dispatch} says what becomes of it, and the response comes from a {@link Forwarding} or is made
 * here.
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
  private RequestTarget target;
  private RouteFilters filters;
  private Forwarding forwarding;
  private FaultInjection fault;
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
    Dispatch.start(this);
  }

  /** It is for this destination. */
  void target(RequestTarget parsed) {
    target = parsed;
  }

  /** A route was found. */
  void routed(RouteFilters ofRoute) {
    filters = ofRoute;
  }

  /** Something goes wrong with it on purpose. */
  void inject(FaultInjection injection) {
    fault = injection;
    injection.start();
  }

  /** It goes to a cluster. */
  void forward(Forwarding way) {
    forwarding = way;
    way.start();
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
    if (fault != null) {
      fault.stop();
    }
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

  /** Name of the route, empty before there is one and where it has none. */
  String routeName() {
    return filters == null ? "" : filters.route().name();
  }

  /** Hears what becomes of the request. */
  RequestLog log() {
    return log;
  }

  RequestBody body() {
    return body;
  }

  /** What its route does to it, once there is one. */
  RouteFilters filters() {
    return filters;
  }

  Listener listener() {
    return listener;
  }

  HttpConnectionManager manager() {
    return manager;
  }
}
