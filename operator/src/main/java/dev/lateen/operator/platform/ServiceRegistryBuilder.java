package dev.lateen.operator.platform;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.Workload;
import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.platform.model.IngressEntry;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.platform.model.ServiceRegistry;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the service registry from the documents of a platform (TM-140). Pure: the same documents
 * give an equal registry, in whatever order they come.
 *
 * @param services {@code v1/Service}
 * @param ingresses {@code networking.k8s.io/v1} Ingress, of any class
 * @param workloads instances outside the cluster
 * @param meshes what holds for all proxies
 * @param instances further instances, such as Pods
 * @param endpoints further endpoints, such as those of EndpointSlices
 */
public record ServiceRegistryBuilder(
    List<Service> services,
    List<Ingress> ingresses,
    List<Workload> workloads,
    List<ServiceMesh> meshes,
    List<Instance> instances,
    List<Endpoint> endpoints) {
  private static final Comparator<Instance> BY_KEY =
      Comparator.comparing((Instance instance) -> instance.key().namespace())
          .thenComparing(instance -> instance.key().name());
  private static final Comparator<Endpoint> BY_SERVICE_AND_INSTANCE =
      Comparator.comparing(Endpoint::hostname)
          .thenComparing(Endpoint::servicePort)
          .thenComparing(endpoint -> endpoint.instance().namespace())
          .thenComparing(endpoint -> endpoint.instance().name())
          .thenComparing(Endpoint::address)
          .thenComparing(Endpoint::port);

  /** Makes the registry. */
  public ServiceRegistry build() {
    var byHostname =
        services.stream()
            .map(ServiceReader::read)
            .sorted(Comparator.comparing(dev.lateen.operator.platform.model.Service::hostname))
            .toList();
    var outside = workloads.stream().map(WorkloadReader::read).toList();
    return new ServiceRegistry(
        byHostname,
        instances(outside),
        Stream.concat(
                endpoints.stream(),
                services.stream().flatMap(service -> WorkloadEndpoints.of(service, outside)))
            .distinct()
            .sorted(BY_SERVICE_AND_INSTANCE)
            .toList(),
        ingresses(byHostname),
        MeshSettingsReader.read(meshes));
  }

  /** Each key once: what the platform itself runs comes before a workload of the same name. */
  private List<Instance> instances(List<Instance> outside) {
    var byKey = new HashMap<InstanceKey, Instance>();
    Stream.concat(instances.stream(), outside.stream())
        .forEach(instance -> byKey.putIfAbsent(instance.key(), instance));
    return byKey.values().stream().sorted(BY_KEY).toList();
  }

  private List<IngressEntry> ingresses(List<dev.lateen.operator.platform.model.Service> known) {
    var reader =
        new IngressReader(
            known.stream()
                .collect(
                    Collectors.toMap(
                        dev.lateen.operator.platform.model.Service::hostname,
                        Function.identity())));
    return ingresses.stream()
        .flatMap(ingress -> reader.read(ingress).stream())
        .sorted(Comparator.comparing(IngressEntry::id))
        .toList();
  }
}
