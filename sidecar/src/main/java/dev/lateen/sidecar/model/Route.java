package dev.lateen.sidecar.model;

import java.util.Optional;

/**
 * One route of a virtual host.
 *
 * @param name for logs and statistics; may be empty
 * @param match which requests
 * @param action what is done with them
 * @param fault injected before the action (TM-070..TM-076)
 * @param cors answered and decorated by the proxy (TM-100)
 * @param requestHeaders changed before forwarding
 * @param responseHeaders changed before answering
 */
public record Route(
    String name,
    RouteMatch match,
    RouteAction action,
    Optional<FaultPolicy> fault,
    Optional<CorsPolicy> cors,
    HeaderMutations requestHeaders,
    HeaderMutations responseHeaders) {

  /** A route without extras. */
  public static Route of(RouteMatch match, RouteAction action) {
    return new Route(
        "",
        match,
        action,
        Optional.empty(),
        Optional.empty(),
        HeaderMutations.NONE,
        HeaderMutations.NONE);
  }

  /** The same with a fault. */
  public Route withFault(FaultPolicy other) {
    return new Route(
        name, match, action, Optional.of(other), cors, requestHeaders, responseHeaders);
  }

  /** The same with a CORS policy. */
  public Route withCors(CorsPolicy other) {
    return new Route(
        name, match, action, fault, Optional.of(other), requestHeaders, responseHeaders);
  }

  /** The same with header changes. */
  public Route withHeaders(HeaderMutations request, HeaderMutations response) {
    return new Route(name, match, action, fault, cors, request, response);
  }
}
