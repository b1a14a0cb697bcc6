package dev.lateen.operator.platform.kubernetes;

import dev.lateen.crds.Hostnames;
import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.platform.model.Locality;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads EndpointSlices into the service model. Pure.
 *
 * @param services by {@code namespace/name}
 * @param pods instances by key
 */
record SliceReader(Map<String, Service> services, Map<InstanceKey, Instance> pods) {
  private static final String SERVICE_NAME = "kubernetes.io/service-name";

  /**
   * One address of a slice behind one port of a service.
   *
   * @param endpoint the endpoint, as if it were not ready
   * @param ready whether it may be called
   * @param serving whether it answers, although it may be terminating
   * @param instance who it is when it is no Pod: an address somebody wrote down
   */
  record Found(Endpoint endpoint, boolean ready, boolean serving, Optional<Instance> instance) {}

  /** Everything a slice says of its service; nothing where the service is unknown. */
  Stream<Found> read(EndpointSlice slice) {
    var labels = Objects.requireNonNullElse(slice.getMetadata().getLabels(), Map.of());
    var service = services.get(slice.getMetadata().getNamespace() + "/" + labels.get(SERVICE_NAME));
    if (service == null || "FQDN".equals(slice.getAddressType())) {
      return Stream.empty();
    }
    return stream(slice.getPorts())
        .flatMap(
            port ->
                servicePort(service, port).stream()
                    .flatMap(known -> endpoints(slice, service, known, port.getPort())));
  }

  /** A port of a slice has the name of the port of its service; both may be empty. */
  private static Optional<ServicePort> servicePort(Service service, EndpointPort port) {
    var name = Objects.requireNonNullElse(port.getName(), "");
    return service.getSpec().getPorts().stream()
        .filter(known -> name.equals(Objects.requireNonNullElse(known.getName(), "")))
        .filter(_ -> port.getPort() != null)
        .findFirst();
  }

  private Stream<Found> endpoints(
      EndpointSlice slice, Service service, ServicePort servicePort, int port) {
    return stream(slice.getEndpoints())
        .flatMap(
            endpoint ->
                stream(endpoint.getAddresses())
                    .limit(1)
                    .flatMap(
                        address ->
                            found(slice, service, servicePort, port, endpoint, address).stream()));
  }

  private Optional<Found> found(
      EndpointSlice slice,
      Service service,
      ServicePort servicePort,
      int port,
      io.fabric8.kubernetes.api.model.discovery.v1.Endpoint endpoint,
      String address) {
    var namespace = slice.getMetadata().getNamespace();
    var pod = podKey(namespace, endpoint.getTargetRef());
    if (pod.map(pods::get).filter(one -> !one.address().equals(address)).isPresent()) {
      return Optional.empty();
    }
    var key = pod.orElseGet(() -> new InstanceKey(namespace, address));
    var conditions =
        Objects.requireNonNullElseGet(endpoint.getConditions(), EndpointConditions::new);
    boolean ready = !Boolean.FALSE.equals(conditions.getReady());
    var hostname =
        service.getMetadata().getName() + "." + namespace + "." + Hostnames.DEFAULT_DOMAIN;
    return Optional.of(
        new Found(
            new Endpoint(hostname, servicePort.getPort(), key, address, port, port, ready),
            ready,
            Objects.requireNonNullElse(conditions.getServing(), ready),
            pod.isPresent()
                ? Optional.empty()
                : Optional.of(written(key, address, endpoint.getZone()))));
  }

  private static Optional<InstanceKey> podKey(String namespace, ObjectReference target) {
    return Optional.ofNullable(target)
        .filter(reference -> "Pod".equals(reference.getKind()))
        .map(
            reference ->
                new InstanceKey(
                    Objects.requireNonNullElse(reference.getNamespace(), namespace),
                    reference.getName()));
  }

  private static Instance written(InstanceKey key, String address, String zone) {
    var locality = new Locality("", Objects.requireNonNullElse(zone, ""), "");
    return new Instance(
        key, address, Map.of(), "default", locality, 1, Map.of(), Optional.empty(), false);
  }

  private static <T> Stream<T> stream(Collection<T> list) {
    return list == null ? Stream.<T>empty() : List.copyOf(list).stream();
  }
}
