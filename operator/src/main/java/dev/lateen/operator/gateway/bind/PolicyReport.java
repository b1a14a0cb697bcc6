package dev.lateen.operator.gateway.bind;

import dev.lateen.operator.gateway.api.Meta;
import java.util.List;

/**
 * What became of a BackendTLSPolicy.
 *
 * @param policy the policy
 * @param gateways the Gateways it holds for, {@code namespace/name}
 * @param findings its conditions, the same at each
 */
public record PolicyReport(Meta policy, List<String> gateways, List<Finding> findings) {
  public PolicyReport {
    gateways = List.copyOf(gateways);
    findings = List.copyOf(findings);
  }
}
