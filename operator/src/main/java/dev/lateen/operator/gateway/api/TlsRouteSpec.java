package dev.lateen.operator.gateway.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * TLSRoute.
 *
 * @param parentRefs what it attaches to
 * @param hostnames names that clients ask for (SNI)
 * @param rules its rules
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TlsRouteSpec(
    List<ParentReference> parentRefs, List<String> hostnames, List<Rule> rules)
    implements RouteSpec {

  public TlsRouteSpec {
    parentRefs = Lists.orEmpty(parentRefs);
    hostnames = Lists.orEmpty(hostnames);
    rules = Lists.orEmpty(rules);
  }

  /**
   * A rule.
   *
   * @param backendRefs where connections go
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Rule(List<BackendReference> backendRefs) implements RouteSpec.Rule {
    public Rule {
      backendRefs = Lists.orEmpty(backendRefs);
    }

    /** None: what is inside TLS is not seen. */
    @Override
    public List<RouteFilter> filters() {
      return List.of();
    }
  }
}
