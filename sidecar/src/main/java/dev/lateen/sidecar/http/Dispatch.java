package dev.lateen.sidecar.http;

import dev.lateen.sidecar.model.DirectResponse;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.Redirect;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.worker.Worker;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;

/**
 * What becomes of a request, step by step: what nobody may ask is refused, the route is found, CORS
 * and faults come before what the route says.
 */
final class Dispatch {
  private Dispatch() {}

  static void start(Exchange exchange) {
    HttpRequest request = exchange.request();
    Optional<RequestTarget> target = RequestTarget.of(request);
    if (target.isEmpty()) {
      exchange.reply(HttpResponseStatus.BAD_REQUEST, "");
      return;
    }
    if (isConnect(request) && !exchange.manager().connects()) {
      exchange.reply(HttpResponseStatus.NOT_IMPLEMENTED, "");
      return;
    }
    exchange.target(target.get());
    if (MaxForwards.isUsedUp(request)) {
      exchange.reply(HttpResponseStatus.OK, "");
      return;
    }
    Provenance.record(
        request.headers(),
        exchange.manager().headers(),
        target.get().scheme(),
        exchange.client().info().origin().source(),
        exchange.worker().context().random());
    route(exchange, target.get());
  }

  private static boolean isConnect(HttpRequest request) {
    return request.method().equals(HttpMethod.CONNECT);
  }

  private static void route(Exchange exchange, RequestTarget target) {
    var routes = exchange.manager().routes();
    Optional<Route> found =
        isConnect(exchange.request()) ? routes.connectRoute(target) : routes.route(target);
    if (found.isEmpty()) {
      exchange.client().counters().requestsUnrouted.increment();
      exchange.log().flag(ResponseFlag.NR);
      exchange.reply(HttpResponseStatus.NOT_FOUND, "");
      return;
    }
    Route route = found.get();
    Worker worker = exchange.worker();
    RouteFilters filters =
        new RouteFilters(route, worker.active().routeStates().of(route), worker.index());
    exchange.routed(filters);
    Optional<FullHttpResponse> preflight = filters.preflight(exchange.request());
    if (preflight.isPresent()) {
      exchange.reply(preflight.get());
    } else {
      serve(exchange, route);
    }
  }

  private static void serve(Exchange exchange, Route route) {
    if (isSentAgain(route, exchange.request().headers())) {
      exchange.body().keep();
    }
    if (route.fault().isPresent()) {
      exchange.inject(new FaultInjection(exchange));
    } else {
      act(exchange);
    }
  }

  /** Whether more than one endpoint may have to get the request. */
  private static boolean isSentAgain(Route route, HttpHeaders headers) {
    return route.action() instanceof Forward forward
        && (forward.retry().isPresent()
            || !forward.mirrors().isEmpty()
            || headers.contains(Headers.RETRY_ON)
            || headers.contains(Headers.RETRY_GRPC_ON));
  }

  /** Does what the route says. */
  static void act(Exchange exchange) {
    Route route = exchange.filters().route();
    switch (route.action()) {
      case Forward forward -> exchange.forward(new Forwarding(exchange, route, forward));
      case DirectResponse direct ->
          exchange.reply(LocalReply.of(HttpResponseStatus.valueOf(direct.status()), direct.body()));
      case Redirect redirect ->
          exchange.reply(Redirects.answer(redirect, route.match(), exchange.target()));
    }
  }
}
