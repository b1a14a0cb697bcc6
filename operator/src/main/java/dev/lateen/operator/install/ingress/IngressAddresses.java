package dev.lateen.operator.install.ingress;

import dev.lateen.operator.install.MeshObjects;
import dev.lateen.operator.platform.kubernetes.Watched;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.IngressLoadBalancerIngress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressLoadBalancerIngressBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Where the ingress gateway is reached (TM-119), as its Service says: by its load balancer, else by
 * its external addresses, else, where it asks for no load balancer, within the cluster. Addresses
 * of nodes are not made up.
 */
final class IngressAddresses implements AutoCloseable {
  private final Watched<Service> services;

  /**
   * Begins to watch; returns at once.
   *
   * @param changed called after each change; must not block
   */
  IngressAddresses(KubernetesClient client, Runnable changed) {
    services =
        new Watched<>(
            "services",
            client.services().inAnyNamespace().withLabels(MeshObjects.labels(MeshObjects.GATEWAY)),
            UnaryOperator.identity(),
            changed);
    services.start();
  }

  /** Whether it is known what is there. */
  boolean synced() {
    return services.synced();
  }

  /** The addresses of the gateway of a namespace; empty: none yet. */
  List<IngressLoadBalancerIngress> of(String namespace) {
    return services.objects().stream()
        .filter(service -> service.getMetadata().getNamespace().equals(namespace))
        .filter(service -> service.getMetadata().getName().equals(MeshObjects.GATEWAY))
        .findFirst()
        .map(IngressAddresses::of)
        .orElse(List.of());
  }

  static List<IngressLoadBalancerIngress> of(Service service) {
    List<IngressLoadBalancerIngress> balanced =
        Stream.ofNullable(service.getStatus())
            .flatMap(status -> Stream.ofNullable(status.getLoadBalancer()))
            .flatMap(balancer -> balancer.getIngress().stream())
            .map(IngressAddresses::copy)
            .toList();
    if (!balanced.isEmpty()) {
      return balanced;
    }
    List<String> external =
        Objects.requireNonNullElse(service.getSpec().getExternalIPs(), List.of());
    if (!external.isEmpty() || "LoadBalancer".equals(service.getSpec().getType())) {
      return external.stream().map(IngressAddresses::address).toList();
    }
    return Optional.ofNullable(service.getSpec().getClusterIP())
        .filter(address -> !address.isEmpty() && !address.equals("None"))
        .map(IngressAddresses::address)
        .stream()
        .toList();
  }

  private static IngressLoadBalancerIngress copy(LoadBalancerIngress ingress) {
    return new IngressLoadBalancerIngressBuilder()
        .withIp(ingress.getIp())
        .withHostname(ingress.getHostname())
        .build();
  }

  private static IngressLoadBalancerIngress address(String ip) {
    return new IngressLoadBalancerIngressBuilder().withIp(ip).build();
  }

  @Override
  public void close() {
    services.close();
  }
}
