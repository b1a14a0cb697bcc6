package dev.lateen.operator.platform.kubernetes;

import dev.lateen.operator.gateway.api.GatewayDocuments;
import dev.lateen.operator.gateway.api.TlsSecret;
import dev.lateen.operator.platform.MeshResources;
import dev.lateen.operator.platform.ResourceIntake;
import dev.lateen.operator.platform.ServiceRegistryBuilder;
import dev.lateen.operator.platform.kubernetes.SliceReader.Found;
import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.platform.model.Instance;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the caches of all informers hold at one moment. Pure: the same objects give equal resources,
 * in whatever order they come.
 *
 * @param services Services
 * @param slices EndpointSlices
 * @param pods Pods
 * @param nodes Nodes
 * @param ingresses Ingresses
 * @param custom resources of {@code lateen.dev}
 * @param gateways documents of the Gateway API
 * @param secrets certificates by {@code namespace/name}
 */
record ClusterState(
    List<Service> services,
    List<EndpointSlice> slices,
    List<Pod> pods,
    List<Node> nodes,
    List<Ingress> ingresses,
    ResourceIntake.Taken custom,
    GatewayDocuments gateways,
    Map<String, TlsSecret> secrets) {

  /** Makes the state of the mesh. */
  MeshResources resources() {
    var reader = new PodReader(new NodeZones(nodes));
    var instances = pods.stream().flatMap(pod -> reader.read(pod).stream()).toList();
    var found = found(instances);
    var registry =
        new ServiceRegistryBuilder(
                services,
                ingresses,
                custom.workloads(),
                custom.meshes(),
                Stream.concat(
                        instances.stream(), found.stream().flatMap(one -> one.instance().stream()))
                    .toList(),
                endpoints(found))
            .build();
    return new MeshResources(
        registry,
        custom.routeRules(),
        custom.destinationPolicies(),
        custom.egressRules(),
        custom.policies(),
        custom.meshes(),
        custom.refused(),
        gateways,
        secrets);
  }

  private List<Found> found(List<Instance> instances) {
    var reader =
        new SliceReader(
            services.stream()
                .collect(
                    Collectors.toMap(
                        service ->
                            service.getMetadata().getNamespace()
                                + "/"
                                + service.getMetadata().getName(),
                        Function.identity())),
            instances.stream().collect(Collectors.toMap(Instance::key, Function.identity())));
    return slices.stream()
        .sorted(Comparator.comparing(slice -> slice.getMetadata().getName()))
        .flatMap(reader::read)
        .toList();
  }

  /**
   * Each endpoint once, though several slices may have it. Where none of a port is ready, those
   * that still answer while they terminate are called, as a Service does.
   */
  private static List<Endpoint> endpoints(Collection<Found> found) {
    Map<List<Object>, List<Found>> byPort =
        found.stream()
            .collect(
                Collectors.groupingBy(
                    one -> List.of(one.endpoint().hostname(), one.endpoint().servicePort()),
                    HashMap::new,
                    Collectors.toList()));
    return byPort.values().stream().flatMap(ClusterState::ofPort).toList();
  }

  private static Stream<Endpoint> ofPort(List<Found> found) {
    boolean anyReady = found.stream().anyMatch(Found::ready);
    var byInstance = new LinkedHashMap<Object, Endpoint>();
    found.forEach(
        one ->
            byInstance.merge(
                one.endpoint().instance(),
                withReady(one.endpoint(), anyReady ? one.ready() : one.serving()),
                (first, second) -> first.ready() ? first : second));
    return byInstance.values().stream();
  }

  private static Endpoint withReady(Endpoint endpoint, boolean ready) {
    return new Endpoint(
        endpoint.hostname(),
        endpoint.servicePort(),
        endpoint.instance(),
        endpoint.address(),
        endpoint.port(),
        endpoint.applicationPort(),
        ready);
  }
}
