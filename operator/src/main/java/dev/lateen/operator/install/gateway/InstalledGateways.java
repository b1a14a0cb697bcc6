package dev.lateen.operator.install.gateway;

import dev.lateen.operator.install.MeshObjects;
import dev.lateen.operator.platform.kubernetes.WatchProblem;
import dev.lateen.operator.platform.kubernetes.Watched;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The objects of Gateways in the cluster: read from watches, written where they differ. */
final class InstalledGateways implements AutoCloseable {
  /** What was applied, so that it is known whether it is what is wanted. */
  private static final String APPLIED = "lateen.dev/applied";

  private final KubernetesClient client;
  private final Watched<Service> services;
  private final Watched<Deployment> deployments;
  private final Map<String, String> accounts = new HashMap<>();

  /**
   * Begins to watch; returns at once.
   *
   * @param changed called after each change; must not block
   */
  InstalledGateways(KubernetesClient client, Runnable changed) {
    this.client = client;
    services =
        new Watched<>(
            "services",
            client.services().inAnyNamespace().withLabelSelector(GatewayNames.SELECTOR),
            UnaryOperator.identity(),
            changed);
    deployments =
        new Watched<>(
            "deployments.apps",
            client.apps().deployments().inAnyNamespace().withLabelSelector(GatewayNames.SELECTOR),
            UnaryOperator.identity(),
            changed);
    services.start();
    deployments.start();
  }

  /** Whether it is known what is there. */
  boolean synced() {
    return services.synced() && deployments.synced();
  }

  /** Why it is not known what is there. */
  Optional<String> problem() {
    return Stream.of(services.problem(), deployments.problem())
        .flatMap(Optional::stream)
        .map(WatchProblem::message)
        .findFirst();
  }

  /** Applies an object that is not there as wanted. */
  void apply(HasMetadata wanted) {
    String hash = Integer.toHexString(Serialization.asJson(wanted).hashCode());
    if (hash.equals(applied(wanted))) {
      return;
    }
    var annotations =
        new HashMap<>(
            Objects.requireNonNullElse(
                wanted.getMetadata().getAnnotations(), Map.<String, String>of()));
    annotations.put(APPLIED, hash);
    wanted.getMetadata().setAnnotations(annotations);
    client.resource(wanted).fieldManager(MeshObjects.OPERATOR).forceConflicts().serverSideApply();
    accounts.put(key(wanted), hash);
  }

  private String applied(HasMetadata wanted) {
    return switch (wanted) {
      case Service _ -> annotation(find(services, wanted));
      case Deployment _ -> annotation(find(deployments, wanted));
      default -> accounts.getOrDefault(key(wanted), "");
    };
  }

  private static String annotation(Optional<? extends HasMetadata> object) {
    return object
        .map(one -> one.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(APPLIED))
        .orElse("");
  }

  /** Deletes what was made for Gateways that are no longer ours. */
  void retain(Set<String> gateways) {
    Stream.concat(deployments.objects().stream(), services.objects().stream())
        .filter(object -> owners(object).map(OwnerReference::getUid).noneMatch(gateways::contains))
        .toList()
        .forEach(this::delete);
  }

  private void delete(HasMetadata object) {
    client.resource(object).delete();
    if (object instanceof Deployment deployment) {
      client
          .serviceAccounts()
          .inNamespace(deployment.getMetadata().getNamespace())
          .withName(deployment.getMetadata().getName())
          .delete();
    }
  }

  private static Stream<OwnerReference> owners(HasMetadata object) {
    return Objects.requireNonNullElse(
        object.getMetadata().getOwnerReferences(), List.<OwnerReference>of())
        .stream();
  }

  /** Where a Gateway is reached: by its load balancer, else within the cluster; empty: not yet. */
  String address(GatewayNames names) {
    return find(services, names.namespace(), names.name())
        .map(service -> balanced(service).orElseGet(() -> service.getSpec().getClusterIP()))
        .orElse("");
  }

  private static Optional<String> balanced(Service service) {
    return Stream.ofNullable(service.getStatus())
        .flatMap(status -> Stream.ofNullable(status.getLoadBalancer()))
        .flatMap(balancer -> balancer.getIngress().stream())
        .map(InstalledGateways::text)
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  private static String text(LoadBalancerIngress ingress) {
    return Objects.requireNonNullElse(
        ingress.getIp(), Objects.requireNonNullElse(ingress.getHostname(), ""));
  }

  /** Whether a proxy of a Gateway is ready. */
  boolean serves(GatewayNames names) {
    return find(deployments, names.namespace(), names.name())
        .map(Deployment::getStatus)
        .map(status -> status.getReadyReplicas())
        .filter(ready -> ready > 0)
        .isPresent();
  }

  private static <R extends HasMetadata> Optional<R> find(Watched<R> watched, HasMetadata like) {
    return find(watched, like.getMetadata().getNamespace(), like.getMetadata().getName());
  }

  private static <R extends HasMetadata> Optional<R> find(
      Watched<R> watched, String namespace, String name) {
    return watched.objects().stream()
        .filter(object -> object.getMetadata().getNamespace().equals(namespace))
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst();
  }

  private static String key(HasMetadata object) {
    return object.getKind()
        + "/"
        + object.getMetadata().getNamespace()
        + "/"
        + object.getMetadata().getName()
        + "/"
        + owners(object).map(OwnerReference::getUid).findFirst().orElse("");
  }

  @Override
  public void close() {
    services.close();
    deployments.close();
  }
}
