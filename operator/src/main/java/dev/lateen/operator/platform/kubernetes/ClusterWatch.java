package dev.lateen.operator.platform.kubernetes;

import dev.lateen.crds.v1alpha1.ApiGroup;
import dev.lateen.operator.platform.IngressReader;
import dev.lateen.operator.platform.ResourceIntake;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The informers of every kind the mesh reads. */
final class ClusterWatch implements AutoCloseable {
  /** Kinds of {@code lateen.dev} by their plural. */
  private static final Map<String, String> CUSTOM =
      Map.of(
          "routerules", "RouteRule",
          "destinationpolicies", "DestinationPolicy",
          "egressrules", "EgressRule",
          "policies", "Policy",
          "servicemeshes", "ServiceMesh",
          "workloads", "Workload");

  private final Watched<Service> services;
  private final Watched<EndpointSlice> slices;
  private final Watched<Pod> pods;
  private final Watched<Node> nodes;
  private final Watched<Ingress> ingresses;
  private final List<Watched<GenericKubernetesResource>> custom;
  private final GatewayWatch gateways;
  private final SecretWatch secrets;
  private final ResourceIntake intake = new ResourceIntake();

  ClusterWatch(KubernetesClient client, Runnable changed) {
    services =
        new Watched<>("services", client.services().inAnyNamespace(), Slimming::whole, changed);
    slices =
        new Watched<>(
            "endpointslices.discovery.k8s.io",
            client.discovery().v1().endpointSlices().inAnyNamespace(),
            Slimming::whole,
            changed);
    pods = new Watched<>("pods", client.pods().inAnyNamespace(), Slimming::pod, changed);
    nodes = new Watched<>("nodes", client.nodes(), Slimming::node, changed);
    ingresses =
        new Watched<>(
            "ingresses.networking.k8s.io",
            client.network().v1().ingresses().inAnyNamespace(),
            Slimming::whole,
            changed);
    custom =
        CUSTOM.entrySet().stream()
            .map(kind -> custom(client, kind.getKey(), kind.getValue(), changed))
            .toList();
    gateways = new GatewayWatch(client, changed);
    secrets = new SecretWatch(client, changed);
  }

  private static Watched<GenericKubernetesResource> custom(
      KubernetesClient client, String plural, String kind, Runnable changed) {
    var context =
        new ResourceDefinitionContext.Builder()
            .withGroup(ApiGroup.NAME)
            .withVersion(ApiGroup.VERSION)
            .withPlural(plural)
            .withKind(kind)
            .withNamespaced(true)
            .build();
    return new Watched<>(
        plural + "." + ApiGroup.NAME,
        client.genericKubernetesResources(context).inAnyNamespace(),
        Slimming::whole,
        changed);
  }

  void start() {
    all().forEach(Watched::start);
    gateways.start();
  }

  /** Whether everything was listed at least once. Called by one thread at a time. */
  boolean synced() {
    return all().allMatch(Watched::synced)
        && gateways.synced()
        && secrets.synced(
            gateways.known() || ingresses.objects().stream().anyMatch(IngressReader::needsSecrets));
  }

  /** What keeps it from being up to date, one line for each cause. */
  Optional<String> problem() {
    return Optional.of(
            Stream.of(
                    all().flatMap(one -> one.problem().stream()),
                    gateways.problems(),
                    secrets.problem().stream())
                .flatMap(Function.identity())
                .map(WatchProblem::message)
                .sorted()
                .collect(Collectors.joining("; ")))
        .filter(text -> !text.isEmpty());
  }

  /** What the caches hold now. */
  ClusterState state(CustomCandidates candidates) {
    var resources = custom.stream().flatMap(kind -> kind.objects().stream()).toList();
    return new ClusterState(
        services.objects(),
        slices.objects(),
        pods.objects(),
        nodes.objects(),
        ingresses.objects(),
        intake.take(candidates.of(resources)),
        gateways.documents(),
        secrets.secrets());
  }

  private Stream<Watched<?>> all() {
    return Stream.concat(Stream.of(services, slices, pods, nodes, ingresses), custom.stream());
  }

  @Override
  public void close() {
    all().forEach(Watched::close);
    gateways.close();
    secrets.close();
  }
}
