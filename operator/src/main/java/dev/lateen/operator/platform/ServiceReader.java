package dev.lateen.operator.platform;

import dev.lateen.crds.Hostnames;
import dev.lateen.operator.platform.model.Service;
import dev.lateen.operator.platform.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code v1/Service} into the service model. Pure. */
final class ServiceReader {
  private ServiceReader() {}

  /** The full name of a service of the platform. */
  static String hostname(String name, String namespace) {
    return name + "." + namespace + "." + Hostnames.DEFAULT_DOMAIN;
  }

  static Service read(io.fabric8.kubernetes.api.model.Service document) {
    var name = document.getMetadata().getName();
    var namespace = document.getMetadata().getNamespace();
    var spec = Optional.ofNullable(document.getSpec()).orElseGet(ServiceSpec::new);
    var external = Optional.ofNullable(spec.getExternalName()).filter(_ -> isExternal(spec));
    var headless = "None".equals(spec.getClusterIP());
    var address =
        Optional.ofNullable(spec.getClusterIP())
            .filter(ip -> !ip.isEmpty() && !headless && external.isEmpty());
    return new Service(
        name, namespace, hostname(name, namespace), address, ports(spec), headless, external);
  }

  private static boolean isExternal(ServiceSpec spec) {
    return "ExternalName".equals(spec.getType());
  }

  private static List<ServicePort> ports(ServiceSpec spec) {
    return stream(spec.getPorts())
        .filter(port -> port.getPort() != null)
        .map(ServiceReader::port)
        .toList();
  }

  private static ServicePort port(io.fabric8.kubernetes.api.model.ServicePort port) {
    var name = Objects.requireNonNullElse(port.getName(), "");
    var transport = Objects.requireNonNullElse(port.getProtocol(), "TCP");
    return new ServicePort(
        name,
        port.getPort(),
        PortProtocols.detect(
            transport, Optional.ofNullable(port.getAppProtocol()), name, port.getPort()));
  }

  private static <T> Stream<T> stream(List<T> list) {
    return list == null ? Stream.empty() : list.stream();
  }
}
