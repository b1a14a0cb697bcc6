package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.gateway.model.BackendService;
import dev.lateen.operator.gateway.model.BackendTls;
import java.util.Optional;

/**
 * Where routes of the Gateway API lead.
 *
 * @param proxy the proxy
 * @param destinations everything it can send to
 * @param references what is needed of it
 */
record GatewayBackends(ProxyContext proxy, Destinations destinations, References references) {

  /** The cluster of a backend; empty where nothing can, or may, be sent to it. */
  Optional<String> cluster(BackendService service) {
    return proxy
            .backendTls(service.hostname(), service.port())
            .filter(BackendTls.Unverifiable.class::isInstance)
            .isPresent()
        ? Optional.empty()
        : destinations
            .find(service.hostname(), service.port())
            .map(destination -> references.cluster(destination.whole()));
  }
}
