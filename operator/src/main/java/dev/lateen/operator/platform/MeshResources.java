package dev.lateen.operator.platform;

import dev.lateen.crds.v1alpha1.DestinationPolicy;
import dev.lateen.crds.v1alpha1.EgressRule;
import dev.lateen.crds.v1alpha1.Policy;
import dev.lateen.crds.v1alpha1.RouteRule;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.operator.gateway.api.GatewayDocuments;
import dev.lateen.operator.gateway.api.TlsSecret;
import dev.lateen.operator.platform.model.ServiceRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything the platform says at one moment. Every resource is valid by itself and has a
 * namespace, a name and a generation; none may be changed.
 *
 * @param registry services, instances and entries
 * @param routeRules by namespace and name
 * @param destinationPolicies by namespace and name
 * @param egressRules by namespace and name
 * @param policies the oldest first; equally old ones by namespace and name
 * @param meshes by namespace and name
 * @param refused resources that are there but not valid by themselves, by key
 * @param gateways documents of the Gateway API
 * @param secrets certificates by namespace and name, {@code namespace/name}; empty where nobody
 *     needs them
 */
public record MeshResources(
    ServiceRegistry registry,
    List<RouteRule> routeRules,
    List<DestinationPolicy> destinationPolicies,
    List<EgressRule> egressRules,
    List<Policy> policies,
    List<ServiceMesh> meshes,
    List<RefusedResource> refused,
    GatewayDocuments gateways,
    Map<String, TlsSecret> secrets) {
  private static final Comparator<Policy> OLDEST_FIRST =
      Comparator.comparing(MeshResources::created)
          .thenComparing(policy -> policy.getMetadata().getNamespace())
          .thenComparing(policy -> policy.getMetadata().getName());

  public MeshResources {
    routeRules = List.copyOf(routeRules);
    destinationPolicies = List.copyOf(destinationPolicies);
    egressRules = List.copyOf(egressRules);
    policies = policies.stream().sorted(OLDEST_FIRST).toList();
    meshes = List.copyOf(meshes);
    refused = List.copyOf(refused);
    secrets = Map.copyOf(secrets);
  }

  /** Where nobody uses the Gateway API or certificates. */
  public MeshResources(
      ServiceRegistry registry,
      List<RouteRule> routeRules,
      List<DestinationPolicy> destinationPolicies,
      List<EgressRule> egressRules,
      List<Policy> policies,
      List<ServiceMesh> meshes,
      List<RefusedResource> refused) {
    this(
        registry,
        routeRules,
        destinationPolicies,
        egressRules,
        policies,
        meshes,
        refused,
        GatewayDocuments.NONE,
        Map.of());
  }

  /** Platforms without creation times have equally old resources. */
  private static String created(Policy policy) {
    return Objects.requireNonNullElse(policy.getMetadata().getCreationTimestamp(), "");
  }

  /** A platform with nothing in it. */
  public static MeshResources empty() {
    return new MeshResources(
        ServiceRegistry.empty(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }
}
