package dev.lateen.sidecar.http;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.model.DirectResponse;
import dev.lateen.sidecar.model.FaultPolicy;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.Redirect;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.worker.RouteState;
import dev.lateen.sidecar.worker.Worker;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;

/**
 * One request and its response: finds the route, applies CORS and faults, then answers here or
 * forwards.
 */
final class Exchange {
  private final ClientConnection client;
  private final ClientLink link;
  private final HttpRequest request;
  private final HttpConnectionManager manager;
  private final Listener listener;
  private final RequestBody body = new RequestBody();
  private final boolean old;
  private final boolean head;
  private final boolean expectsContinue;
  private boolean keepAlive;
  private boolean responding;
  private boolean over;
  private Optional<Route> route = Optional.empty();
  private RouteState state = RouteState.NONE;
  private RequestTarget target;
  private RouteFilters filters;
  private Forwarding forwarding;
  private Deadline delay;

  Exchange(
      ClientConnection client,
      HttpRequest request,
      HttpConnectionManager manager,
      Listener listener) {
    this.client = client;
    this.link = client.link();
    this.request = request;
    this.manager = manager;
    this.listener = listener;
    this.old = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
    this.head = request.method().equals(HttpMethod.HEAD);
    this.expectsContinue = HttpUtil.is100ContinueExpected(request);
    this.keepAlive = HttpUtil.isKeepAlive(request);
  }

  void start() {
    Optional<RequestTarget> parsed = RequestTarget.of(request);
    if (parsed.isEmpty()) {
      boolean connect = request.method().equals(HttpMethod.CONNECT);
      reply(connect ? HttpResponseStatus.NOT_IMPLEMENTED : HttpResponseStatus.BAD_REQUEST, "");
      return;
    }
    target = parsed.get();
    route = manager.routes().route(target);
    if (route.isEmpty()) {
      link.counters().requestsUnrouted.increment();
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
        && (forward.retry().isPresent() || !forward.mirrors().isEmpty())) {
      body.keep();
    }
    injectFault(route.get());
  }

  private void injectFault(Route chosen) {
    Optional<FaultPolicy.Delay> wait = filters.delay();
    if (wait.isEmpty()) {
      abortOrAct(chosen);
      return;
    }
    delay =
        new Deadline() {
          @Override
          protected void expired() {
            abortOrAct(chosen);
          }
        };
    worker().context().deadlines().arm(delay, wait.get().duration());
  }

  private void abortOrAct(Route chosen) {
    Optional<FaultPolicy.Abort> abort = filters.abort();
    if (abort.isPresent()) {
      reply(HttpResponseStatus.valueOf(abort.get().status()), "fault filter abort");
    } else {
      act(chosen);
    }
  }

  private void act(Route chosen) {
    switch (chosen.action()) {
      case Forward forward -> {
        forwarding = new Forwarding(this, chosen, forward);
        forwarding.start();
      }
      case DirectResponse direct ->
          reply(HttpResponseStatus.valueOf(direct.status()), direct.body());
      case Redirect redirect -> {
        FullHttpResponse answer = LocalReply.of(HttpResponseStatus.valueOf(redirect.status()), "");
        answer
            .headers()
            .set(HttpHeaderNames.LOCATION, Redirects.location(redirect, chosen.match(), target));
        reply(answer);
      }
    }
  }

  /** A part of the request's body, handed over. */
  void content(HttpContent content) {
    if (over) {
      content.release();
      return;
    }
    body.add(content);
    if (forwarding != null) {
      forwarding.bodyArrived();
    } else if (!body.isComplete()) {
      link.reading().pauseBody(true);
    }
  }

  void flush() {
    if (forwarding != null) {
      forwarding.flush();
    }
  }

  void clientWritabilityChanged() {
    if (forwarding != null) {
      forwarding.setReading(link.channel().isWritable());
    }
  }

  /** The client is gone. */
  void cancel() {
    over = true;
    release();
    if (forwarding != null) {
      forwarding.cancel();
    }
  }

  /** Answers here. */
  void reply(HttpResponseStatus status, String text) {
    reply(LocalReply.of(status, text));
  }

  private void reply(FullHttpResponse response) {
    if (over) {
      response.release();
      return;
    }
    if (response.content().isReadable() && !head) {
      link.counters().bytesSent.add(response.content().readableBytes());
    }
    prepare(response);
    link.channel().write(response, link.channel().voidPromise());
    link.channel().flush();
    finish();
  }

  /** Passes an interim response on. */
  void interim(HttpResponse response) {
    if (!old) {
      link.channel().write(response, link.channel().voidPromise());
      link.channel()
          .writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, link.channel().voidPromise());
    }
  }

  /** Begins the response. */
  void respond(HttpResponse response) {
    ResponseEditor.strip(response);
    prepare(response);
    link.channel().write(response, link.channel().voidPromise());
  }

  private void prepare(HttpResponse response) {
    responding = true;
    int status = response.status().code();
    if (filters != null) {
      filters.decorate(response.headers());
    }
    boolean waitsForContinue = expectsContinue && !body.isComplete() && body.received() == 0;
    boolean mayPersist = keepAlive && !waitsForContinue && link.served().mayPersist();
    if (status != HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
      keepAlive = ResponseEditor.frame(response, old, head, mayPersist);
    }
    link.encoder().answeringHead(head);
    link.counters().responses.count(status);
  }

  /**
   * Continues the response.
   *
   * @return whether the client takes more for now
   */
  boolean respond(HttpContent content) {
    Channel channel = link.channel();
    link.counters().bytesSent.add(content.content().readableBytes());
    channel.write(content, channel.voidPromise());
    if (content instanceof LastHttpContent) {
      channel.flush();
      finish();
      return true;
    }
    return channel.isWritable();
  }

  void flushClient() {
    link.channel().flush();
  }

  /** The response cannot be completed: the client learns it by the end of the connection. */
  void breakOff() {
    client.close();
  }

  private void finish() {
    over = true;
    release();
    if (forwarding != null) {
      forwarding.stop();
    }
    client.finished(keepAlive);
  }

  private void release() {
    body.release();
    if (delay != null) {
      delay.disarm();
    }
  }

  boolean isResponding() {
    return responding;
  }

  ClientConnection client() {
    return client;
  }

  Worker worker() {
    return link.worker();
  }

  HttpRequest request() {
    return request;
  }

  RequestTarget target() {
    return target;
  }

  RequestBody body() {
    return body;
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
