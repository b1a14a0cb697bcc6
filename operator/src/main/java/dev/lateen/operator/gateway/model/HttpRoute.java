package dev.lateen.operator.gateway.model;

import java.util.List;
import java.util.Optional;

/**
 * An HTTPRoute or GRPCRoute attached to a listener or a service.
 *
 * @param id namespace and name, {@code namespace/name}
 * @param created when it was made, as in RFC 3339
 * @param hosts the hosts it is for there, {@code *} for any
 * @param rules its rules
 */
public record HttpRoute(String id, String created, List<String> hosts, List<HttpRule> rules) {
  /** Stands for any host. */
  public static final String ANY_HOST = "*";

  public HttpRoute {
    hosts = List.copyOf(hosts);
    rules = List.copyOf(rules);
  }

  /**
   * A rule.
   *
   * @param matches it takes requests that fulfil one; never empty
   * @param request changes of the request's headers
   * @param response changes of the response's headers
   * @param cors cross-origin requests
   * @param action what becomes of the request
   */
  public record HttpRule(
      List<RequestMatch> matches,
      HeaderChanges request,
      HeaderChanges response,
      Optional<CrossOrigin> cors,
      RuleAction action) {
    public HttpRule {
      matches = List.copyOf(matches);
    }
  }
}
