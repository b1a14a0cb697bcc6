package dev.lateen.operator.discovery.push;

import dev.lateen.operator.discovery.snapshot.ResourceType;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import java.util.Optional;

/**
 * A request of a client, the same for both variants of the protocol.
 *
 * @param type type of the resources
 * @param node who asks; clients may leave it out after their first request
 * @param nonce the response this answers, empty for none
 * @param error why that response was refused; empty where it was accepted
 * @param interest what is wanted
 */
record StreamRequest(
    ResourceType type,
    Optional<Node> node,
    String nonce,
    Optional<String> error,
    Interest interest) {

  static StreamRequest of(ResourceType type, DiscoveryRequest request) {
    return new StreamRequest(
        type,
        request.hasNode() ? Optional.of(request.getNode()) : Optional.empty(),
        request.getResponseNonce(),
        request.hasErrorDetail()
            ? Optional.of(request.getErrorDetail().getMessage())
            : Optional.empty(),
        new Interest.Whole(request.getResourceNamesList(), request.getVersionInfo()));
  }

  static StreamRequest of(ResourceType type, DeltaDiscoveryRequest request) {
    return new StreamRequest(
        type,
        request.hasNode() ? Optional.of(request.getNode()) : Optional.empty(),
        request.getResponseNonce(),
        request.hasErrorDetail()
            ? Optional.of(request.getErrorDetail().getMessage())
            : Optional.empty(),
        new Interest.Change(
            request.getResourceNamesSubscribeList(),
            request.getResourceNamesUnsubscribeList(),
            request.getInitialResourceVersionsMap()));
  }
}
