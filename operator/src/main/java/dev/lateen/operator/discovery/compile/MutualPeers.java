package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.MutualTls.Mode;
import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.InstanceKey;
import java.util.List;
import java.util.stream.Stream;

/** Which endpoints take mutual TLS (TS-11), and who may be found there (AU-013). */
final class MutualPeers {
  private final MeshIndex mesh;

  MutualPeers(MeshIndex mesh) {
    this.mesh = mesh;
  }

  /**
   * Whether callers of an endpoint meet a sidecar with an identity that wants to see theirs. A port
   * that an explicit sidecar does not take is the application's own.
   */
  boolean takes(Endpoint endpoint) {
    return mesh.instance(endpoint.instance())
        .filter(Instance::identity)
        .filter(instance -> isBehindSidecar(instance, endpoint.port()))
        .filter(
            instance ->
                mesh.callerModes().modes().of(instance, endpoint.applicationPort()) != Mode.DISABLE)
        .isPresent();
  }

  private static boolean isBehindSidecar(Instance instance, int port) {
    return instance
        .sidecar()
        .map(sidecar -> sidecar.inboundPorts().containsValue(port))
        .orElse(true);
  }

  /**
   * The identities, by every name of the trust domain, of the accounts whose instances run a
   * service (AU-001, AU-002), sorted.
   */
  List<String> identities(String hostname) {
    return identities(mesh.instancesOf(hostname));
  }

  /** The identity of one instance. */
  List<String> identities(InstanceKey instance) {
    return identities(mesh.instance(instance).stream());
  }

  /** The identities of the instances at some endpoints. */
  List<String> identities(List<Endpoint> endpoints) {
    return identities(
        endpoints.stream().flatMap(endpoint -> mesh.instance(endpoint.instance()).stream()));
  }

  private List<String> identities(Stream<Instance> instances) {
    return instances
        .map(
            instance ->
                "/ns/%s/sa/%s".formatted(instance.key().namespace(), instance.serviceAccount()))
        .distinct()
        .flatMap(
            account ->
                mesh.trust().trustDomains().stream().map(domain -> "spiffe://" + domain + account))
        .distinct()
        .sorted()
        .toList();
  }
}
