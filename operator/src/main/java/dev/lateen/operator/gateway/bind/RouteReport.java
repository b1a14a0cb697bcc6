package dev.lateen.operator.gateway.bind;

import dev.lateen.operator.gateway.api.Meta;
import dev.lateen.operator.gateway.api.ParentReference;
import java.util.List;

/**
 * What became of a route.
 *
 * @param route the route
 * @param parents what became of it at each parent that is ours
 */
public record RouteReport(Meta route, List<ParentReport> parents) {
  public RouteReport {
    parents = List.copyOf(parents);
  }

  /**
   * What became of it at one parent.
   *
   * @param parent the parent, as the route names it
   * @param findings its conditions
   */
  public record ParentReport(ParentReference parent, List<Finding> findings) {
    public ParentReport {
      findings = List.copyOf(findings);
    }
  }
}
