package dev.lateen.operator.gateway.bind;

import dev.lateen.operator.gateway.api.Document;
import dev.lateen.operator.gateway.api.GatewaySpec;
import java.util.List;

/**
 * What became of a Gateway.
 *
 * @param gateway the Gateway
 * @param accepted whether it is obeyed
 * @param listeners what became of each listener
 */
public record GatewayReport(
    Document<GatewaySpec> gateway, Finding accepted, List<ListenerReport> listeners) {
  public GatewayReport {
    listeners = List.copyOf(listeners);
  }

  /**
   * What became of a listener.
   *
   * @param name its name
   * @param port its port
   * @param programmed whether proxies have it
   * @param kinds kinds of routes it takes
   * @param attachedRoutes how many routes are attached
   * @param findings its conditions
   */
  public record ListenerReport(
      String name,
      int port,
      boolean programmed,
      List<String> kinds,
      int attachedRoutes,
      List<Finding> findings) {
    public ListenerReport {
      kinds = List.copyOf(kinds);
      findings = List.copyOf(findings);
    }
  }
}
