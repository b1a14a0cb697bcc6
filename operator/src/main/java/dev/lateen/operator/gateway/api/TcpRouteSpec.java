package dev.lateen.operator.gateway.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * TCPRoute.
 *
 * @param parentRefs what it attaches to
 * @param rules its rules
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TcpRouteSpec(List<ParentReference> parentRefs, List<TlsRouteSpec.Rule> rules)
    implements RouteSpec {

  public TcpRouteSpec {
    parentRefs = Lists.orEmpty(parentRefs);
    rules = Lists.orEmpty(rules);
  }

  /** None: bytes name no host. */
  @Override
  public List<String> hostnames() {
    return List.of();
  }
}
