package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.GatewayName;
import dev.lateen.crds.v1alpha1.IstioService;
import dev.lateen.crds.v1alpha1.MatchCondition;
import dev.lateen.operator.gateway.model.BackendTls;
import dev.lateen.operator.gateway.model.GatewayModel;
import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.Locality;
import dev.lateen.operator.rules.AcceptedRule;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One proxy inside one mesh: what every part of the compiler needs to know.
 *
 * @param mesh the mesh
 * @param identity the proxy
 * @param instance the instance it serves
 * @param services full names of the services its instance belongs to
 */
record ProxyContext(
    MeshIndex mesh, ProxyIdentity identity, Instance instance, Set<String> services) {

  static Optional<ProxyContext> find(MeshIndex mesh, ProxyIdentity identity) {
    return mesh.instance(identity.instance()).map(instance -> of(mesh, identity, instance));
  }

  private static ProxyContext of(MeshIndex mesh, ProxyIdentity identity, Instance instance) {
    Set<String> services =
        mesh.endpoints(instance.key()).stream()
            .map(Endpoint::hostname)
            .collect(Collectors.toUnmodifiableSet());
    return new ProxyContext(mesh, identity, instance, services);
  }

  boolean captured() {
    return identity.type() == ProxyIdentity.Type.SIDECAR
        && identity.capture() == ProxyIdentity.Capture.ORIGINAL_DESTINATION;
  }

  /** Whether its listeners can take mutual TLS: it has an identity, and there is an authority. */
  boolean takesMutualTls() {
    return identity.svid() && !mesh.trust().isEmpty();
  }

  /** Whether its calls use mutual TLS where the callee takes it. */
  boolean speaksMutualTls() {
    return takesMutualTls() && mesh.callerModes().trusted();
  }

  /** How it speaks TLS to a port of a service because a policy of gateways says so. */
  Optional<BackendTls> backendTls(String hostname, int port) {
    return instance.labels().containsKey(GatewayModel.GATEWAY_LABEL)
        ? mesh.gateways().backendTls(hostname, port)
        : Optional.empty();
  }

  String namespace() {
    return instance.key().namespace();
  }

  Locality locality() {
    return instance.locality();
  }

  /** Whether a rule with this match is for calls of this proxy at all (TM-020, TS-01). */
  boolean calls(AcceptedRule<?> rule, MatchCondition match) {
    var gateway =
        identity.type() == ProxyIdentity.Type.INGRESS ? GatewayName.INGRESS : GatewayName.MESH;
    return calledFrom(rule, Optional.ofNullable(match.source()))
        && (match.gateways().isEmpty() || match.gateways().contains(gateway))
        && (match.sourceNamespace() == null || match.sourceNamespace().equals(namespace()))
        && Labels.include(instance.labels(), match.sourceLabels());
  }

  /**
   * Whether calls of this proxy come from the given source: it belongs to that service, and its
   * labels include those named (TM-020, TM-021, TM-080).
   *
   * @param rule the rule that names the source
   * @param source absent: every caller
   */
  boolean calledFrom(AcceptedRule<?> rule, Optional<IstioService> source) {
    return source
        .map(
            service ->
                services.contains(MeshIndex.hostname(rule, service))
                    && Labels.include(instance.labels(), service.labels()))
        .orElse(true);
  }
}
