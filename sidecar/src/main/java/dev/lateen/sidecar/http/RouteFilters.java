package dev.lateen.sidecar.http;

import dev.lateen.sidecar.filter.Cors;
import dev.lateen.sidecar.filter.Faults;
import dev.lateen.sidecar.filter.HeaderEditor;
import dev.lateen.sidecar.model.CorsPolicy;
import dev.lateen.sidecar.model.FaultPolicy;
import dev.lateen.sidecar.model.HeaderMutations;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.WeightedCluster;
import dev.lateen.sidecar.worker.RouteState;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a route does to one exchange besides its action: CORS, faults and the headers of the
 * response.
 */
final class RouteFilters {
  private final Route route;
  private final RouteState state;
  private final int loop;
  private Optional<String> corsOrigin = Optional.empty();
  private HeaderMutations ofCluster = HeaderMutations.NONE;

  RouteFilters(Route route, RouteState state, int loop) {
    this.route = route;
    this.state = state;
    this.loop = loop;
  }

  Route route() {
    return route;
  }

  /** Where the distributions of the route stand. */
  RouteState state() {
    return state;
  }

  /** The answer to a CORS preflight, when it is answered here. */
  Optional<FullHttpResponse> preflight(HttpRequest request) {
    if (route.cors().isEmpty() || !request.headers().contains(HttpHeaderNames.ORIGIN)) {
      return Optional.empty();
    }
    CorsPolicy policy = route.cors().get();
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    boolean allowed = policy.allows(origin);
    if (Cors.isPreflight(request)) {
      return allowed || !policy.forwardsUnmatched()
          ? Optional.of(answer(policy, request, origin, allowed))
          : Optional.empty();
    }
    corsOrigin = allowed ? Optional.of(origin) : Optional.empty();
    return Optional.empty();
  }

  private static FullHttpResponse answer(
      CorsPolicy policy, HttpRequest request, String origin, boolean allowed) {
    FullHttpResponse answer = LocalReply.of(HttpResponseStatus.OK, "");
    if (allowed) {
      Cors.answerPreflight(policy, origin, request.headers(), answer.headers());
    }
    return answer;
  }

  /** How long this request is held up, when it is in the share (TM-070). */
  Optional<Duration> delay(HttpRequest request, RandomGenerator random) {
    return route
        .fault()
        .flatMap(FaultPolicy::delay)
        .filter(delay -> state.delay().get().next(loop))
        .map(delay -> Faults.duration(delay, request.headers(), random));
  }

  /** What this request gets in place of its response, when it is in the share (TM-072). */
  Optional<FaultPolicy.Answer> abort(HttpRequest request) {
    return route
        .fault()
        .flatMap(FaultPolicy::abort)
        .filter(abort -> state.abort().get().next(loop))
        .map(abort -> Faults.answer(abort, request.headers()));
  }

  /** The cluster that was chosen changes the response too. */
  void chosen(WeightedCluster cluster) {
    ofCluster = cluster.responseHeaders();
  }

  /** Edits the headers of the response. */
  void decorate(HttpHeaders response) {
    HeaderEditor.apply(ofCluster, response);
    HeaderEditor.apply(route.responseHeaders(), response);
    if (corsOrigin.isPresent()) {
      Cors.decorate(route.cors().get(), corsOrigin.get(), response);
    }
  }
}
