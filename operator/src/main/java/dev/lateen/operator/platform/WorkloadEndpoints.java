package dev.lateen.operator.platform;

import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.platform.model.Instance;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the workloads behind a service by its selector, and the port of each. Pure. */
final class WorkloadEndpoints {
  private WorkloadEndpoints() {}

  /**
   * The endpoints of a service.
   *
   * @param service a service; without a selector it has none
   * @param workloads of any namespace; only those of the service's own are selected
   */
  static Stream<Endpoint> of(Service service, List<Instance> workloads) {
    var spec = service.getSpec();
    if (spec == null || spec.getSelector() == null || spec.getSelector().isEmpty()) {
      return Stream.empty();
    }
    var namespace = service.getMetadata().getNamespace();
    return workloads.stream()
        .filter(workload -> workload.key().namespace().equals(namespace))
        .filter(workload -> selects(spec.getSelector(), workload.labels()))
        .flatMap(
            workload ->
                spec.getPorts().stream()
                    .flatMap(port -> endpoint(service, port, workload).stream()));
  }

  private static boolean selects(Map<String, String> selector, Map<String, String> labels) {
    return labels.entrySet().containsAll(selector.entrySet());
  }

  private static Optional<Endpoint> endpoint(Service service, ServicePort port, Instance workload) {
    return portName(port, workload.applicationPorts())
        .map(
            name -> {
              int applicationPort = workload.applicationPorts().get(name);
              int calledPort =
                  workload
                      .sidecar()
                      .map(sidecar -> sidecar.inboundPorts().getOrDefault(name, applicationPort))
                      .orElse(applicationPort);
              return new Endpoint(
                  ServiceReader.hostname(
                      service.getMetadata().getName(), service.getMetadata().getNamespace()),
                  port.getPort(),
                  workload.key(),
                  workload.address(),
                  calledPort,
                  applicationPort,
                  true);
            });
  }

  /** By {@code targetPort}, else by the name of the port, else by equal number. */
  private static Optional<String> portName(ServicePort port, Map<String, Integer> ports) {
    return byTarget(port.getTargetPort(), ports)
        .or(() -> Optional.ofNullable(port.getName()).filter(ports::containsKey))
        .or(() -> byNumber(port.getPort(), ports));
  }

  private static Optional<String> byTarget(IntOrString target, Map<String, Integer> ports) {
    if (target == null) {
      return Optional.empty();
    }
    return target.getStrVal() == null
        ? byNumber(target.getIntVal(), ports)
        : Optional.of(target.getStrVal()).filter(ports::containsKey);
  }

  private static Optional<String> byNumber(Integer number, Map<String, Integer> ports) {
    return ports.entrySet().stream()
        .filter(entry -> Objects.equals(entry.getValue(), number))
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst();
  }
}
