package dev.lateen.sidecar.http;

import dev.lateen.sidecar.filter.Cors;
import dev.lateen.sidecar.filter.HeaderEditor;
import dev.lateen.sidecar.model.CorsPolicy;
import dev.lateen.sidecar.model.FaultPolicy;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.worker.RouteState;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;

/**
 * What a route does to one exchange besides its action: CORS, faults and the headers of the
 * response.
 */
final class RouteFilters {
  private final Route route;
  private final RouteState state;
  private final int loop;
  private Optional<String> corsOrigin = Optional.empty();

  RouteFilters(Route route, RouteState state, int loop) {
    this.route = route;
    this.state = state;
    this.loop = loop;
  }

  /** The answer to a CORS preflight that the route's policy allows. */
  Optional<FullHttpResponse> preflight(HttpRequest request) {
    if (route.cors().isEmpty() || !Cors.applies(route.cors().get(), request)) {
      return Optional.empty();
    }
    CorsPolicy policy = route.cors().get();
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (!Cors.isPreflight(request)) {
      corsOrigin = Optional.of(origin);
      return Optional.empty();
    }
    FullHttpResponse answer = LocalReply.of(HttpResponseStatus.OK, "");
    Cors.answerPreflight(policy, origin, answer.headers());
    return Optional.of(answer);
  }

  /** The delay of this request, when it is in the share (TM-070). */
  Optional<FaultPolicy.Delay> delay() {
    return route.fault().flatMap(FaultPolicy::delay).filter(d -> state.delay().get().next(loop));
  }

  /** The abort of this request, when it is in the share (TM-072). */
  Optional<FaultPolicy.Abort> abort() {
    return route.fault().flatMap(FaultPolicy::abort).filter(a -> state.abort().get().next(loop));
  }

  /** Edits the headers of the response. */
  void decorate(HttpHeaders response) {
    HeaderEditor.apply(route.responseHeaders(), response);
    if (corsOrigin.isPresent()) {
      Cors.decorate(route.cors().get(), corsOrigin.get(), response);
    }
  }
}
