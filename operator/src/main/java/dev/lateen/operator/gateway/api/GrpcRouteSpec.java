package dev.lateen.operator.gateway.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.lateen.operator.gateway.api.HttpRouteSpec.ValueMatch;
import java.util.List;

/**
 * GRPCRoute.
 *
 * @param parentRefs what it attaches to
 * @param hostnames hosts it is for; empty for any
 * @param rules its rules
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GrpcRouteSpec(
    List<ParentReference> parentRefs, List<String> hostnames, List<Rule> rules)
    implements RouteSpec {

  public GrpcRouteSpec {
    parentRefs = Lists.orEmpty(parentRefs);
    hostnames = Lists.orEmpty(hostnames);
    rules = Lists.orEmpty(rules);
  }

  /**
   * A rule.
   *
   * @param matches it takes calls that fulfil one; empty: all
   * @param filters what happens to them
   * @param backendRefs where they go
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Rule(
      List<Match> matches, List<RouteFilter> filters, List<BackendReference> backendRefs)
      implements RouteSpec.Rule {
    public Rule {
      matches = Lists.orEmpty(matches);
      filters = Lists.orEmpty(filters);
      backendRefs = Lists.orEmpty(backendRefs);
    }
  }

  /**
   * A condition.
   *
   * @param method on service and method; null: every call
   * @param headers on metadata
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Match(MethodMatch method, List<ValueMatch> headers) {
    public Match {
      headers = Lists.orEmpty(headers);
    }
  }

  /**
   * A condition on service and method.
   *
   * @param type Exact (default) or RegularExpression
   * @param service full name of the service; null: any
   * @param method name of the method; null: any
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record MethodMatch(String type, String service, String method) {}
}
