package dev.lateen.operator.gateway.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * HTTPRoute.
 *
 * @param parentRefs what it attaches to
 * @param hostnames hosts it is for; empty for any
 * @param rules its rules
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HttpRouteSpec(
    List<ParentReference> parentRefs, List<String> hostnames, List<Rule> rules)
    implements RouteSpec {

  public HttpRouteSpec {
    parentRefs = Lists.orEmpty(parentRefs);
    hostnames = Lists.orEmpty(hostnames);
    rules = Lists.orEmpty(rules);
  }

  /**
   * A rule.
   *
   * @param matches it takes requests that fulfil one; empty: all
   * @param filters what happens to them
   * @param backendRefs where they go
   * @param timeouts how long they may take; may be null
   * @param retry how often they are sent; may be null
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Rule(
      List<Match> matches,
      List<RouteFilter> filters,
      List<BackendReference> backendRefs,
      Timeouts timeouts,
      Retry retry)
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
   * @param path on the path; null: every path
   * @param headers on headers
   * @param queryParams on query parameters
   * @param method on the method; null: every method
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Match(
      PathMatch path, List<ValueMatch> headers, List<ValueMatch> queryParams, String method) {
    public Match {
      headers = Lists.orEmpty(headers);
      queryParams = Lists.orEmpty(queryParams);
    }
  }

  /**
   * A condition on the path.
   *
   * @param type Exact, PathPrefix (default) or RegularExpression
   * @param value path; null: /
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record PathMatch(String type, String value) {}

  /**
   * A condition on a named value.
   *
   * @param type Exact (default) or RegularExpression
   * @param name name
   * @param value value
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ValueMatch(String type, String name, String value) {}

  /**
   * Times, as {@code 10s} or {@code 1m30s}; {@code 0s}: for ever.
   *
   * @param request from the whole request to the whole response; null: the mesh's default
   * @param backendRequest of one try; null: as request
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Timeouts(String request, String backendRequest) {}

  /**
   * Repeats.
   *
   * @param codes statuses that are repeated
   * @param attempts how often at most; null: once
   * @param backoff time before the first repeat; null: the proxy's default
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Retry(List<Integer> codes, Integer attempts, String backoff) {
    public Retry {
      codes = Lists.orEmpty(codes);
    }
  }
}
