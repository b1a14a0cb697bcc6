package dev.lateen.operator.gateway.model;

import dev.lateen.operator.platform.model.InstanceKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the Gateway API asks of proxies.
 *
 * @param gateways listeners of each Gateway by its namespace and name
 * @param services routes of each Service port that has some
 * @param backendTls how gateways speak TLS to Service ports
 */
public record GatewayModel(
    Map<InstanceKey, List<GatewayListener>> gateways,
    Map<BackendService, List<HttpRoute>> services,
    Map<BackendService, BackendTls> backendTls) {

  /** The label of a gateway's instances that names their Gateway. */
  public static final String GATEWAY_LABEL = "gateway.networking.k8s.io/gateway-name";

  /** Where nobody uses it. */
  public static final GatewayModel NONE = new GatewayModel(Map.of(), Map.of(), Map.of());

  public GatewayModel {
    gateways = Map.copyOf(gateways);
    services = Map.copyOf(services);
    backendTls = Map.copyOf(backendTls);
  }

  /** The routes that rule calls to a port of a service; empty where none does. */
  public List<HttpRoute> routes(String hostname, int port) {
    return services.getOrDefault(new BackendService(hostname, port), List.of());
  }

  /** How gateways speak TLS to a port of a service; empty where nobody asks for it. */
  public Optional<BackendTls> backendTls(String hostname, int port) {
    return Optional.ofNullable(backendTls.get(new BackendService(hostname, port)));
  }

  /** The listeners of a Gateway; empty where there is none of that name. */
  public Optional<List<GatewayListener>> listeners(String namespace, String name) {
    return Optional.ofNullable(gateways.get(new InstanceKey(namespace, name)));
  }
}
