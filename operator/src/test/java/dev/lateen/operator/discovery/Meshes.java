package dev.lateen.operator.discovery;

import dev.lateen.crds.v1alpha1.DestinationPolicy;
import dev.lateen.crds.v1alpha1.EgressRule;
import dev.lateen.crds.v1alpha1.Policy;
import dev.lateen.crds.v1alpha1.RouteRule;
import dev.lateen.operator.identity.TrustBundle;
import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.platform.model.IngressEntry;
import dev.lateen.operator.platform.model.IngressPath;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.platform.model.Locality;
import dev.lateen.operator.platform.model.MeshSettings;
import dev.lateen.operator.platform.model.Protocol;
import dev.lateen.operator.platform.model.Service;
import dev.lateen.operator.platform.model.ServicePort;
import dev.lateen.operator.platform.model.ServiceRegistry;
import dev.lateen.operator.rules.AcceptedRule;
import dev.lateen.operator.rules.MeshModel;
import dev.lateen.operator.rules.RuleKey;
import dev.lateen.operator.rules.RuleRevision;
import dev.lateen.operator.rules.RuleSet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Builds mesh models for tests. */
public final class Meshes {
  private final List<Service> services = new ArrayList<>();
  private final List<Instance> instances = new ArrayList<>();
  private final List<Endpoint> endpoints = new ArrayList<>();
  private final List<IngressEntry> ingresses = new ArrayList<>();
  private final List<AcceptedRule<dev.lateen.crds.v1alpha1.RouteRuleSpec>> routeRules =
      new ArrayList<>();
  private final List<AcceptedRule<dev.lateen.crds.v1alpha1.DestinationPolicySpec>> policies =
      new ArrayList<>();
  private final List<AcceptedRule<dev.lateen.crds.v1alpha1.EgressRuleSpec>> egressRules =
      new ArrayList<>();
  private final List<AcceptedRule<dev.lateen.crds.v1alpha1.PolicySpec>> peerPolicies =
      new ArrayList<>();
  private TrustBundle trust = TrustBundle.NONE;
  private MeshSettings settings = MeshSettings.DEFAULT;

  /** productpage and reviews v1, v2, v3, each with an explicit sidecar. */
  public static Meshes bookinfo() {
    var mesh = new Meshes().service("productpage", 9080).service("reviews", 9080);
    mesh.sidecar(
        "productpage-v1", Map.of("app", "productpage", "version", "v1"), 15081, 9080, 19080);
    mesh.endpoint("productpage", 9080, "productpage-v1", 19080, 9080);
    for (int version = 1; version <= 3; version++) {
      String name = "reviews-v" + version;
      int inbound = 19080 + version;
      int application = 9080 + version;
      mesh.sidecar(
          name,
          Map.of("app", "reviews", "version", "v" + version),
          15081 + version,
          application,
          inbound);
      mesh.endpoint("reviews", 9080, name, inbound, application);
    }
    return mesh;
  }

  public Meshes service(String name, int port) {
    return service(name, "default", new ServicePort("http", port, Protocol.HTTP));
  }

  public Meshes service(String name, String namespace, ServicePort... ports) {
    return service(
        new Service(
            name,
            namespace,
            name + "." + namespace + ".svc.cluster.local",
            Optional.empty(),
            List.of(ports),
            false,
            Optional.empty()));
  }

  public Meshes service(Service service) {
    services.add(service);
    return this;
  }

  public Meshes sidecar(
      String name, Map<String, String> labels, int outbound, int application, int inbound) {
    return instance(
        new Instance(
            new InstanceKey("default", name),
            "127.0.0.1",
            labels,
            "default",
            Locality.UNKNOWN,
            1,
            Map.of("http", application),
            Optional.of(
                new Instance.ExplicitSidecar(
                    OptionalInt.of(outbound), Map.of("http", inbound), List.of())),
            true));
  }

  public Meshes instance(Instance instance) {
    instances.add(instance);
    return this;
  }

  public Meshes endpoint(String service, int servicePort, String instance, int port, int app) {
    return endpoint(
        new Endpoint(
            service + ".default.svc.cluster.local",
            servicePort,
            new InstanceKey("default", instance),
            "127.0.0.1",
            port,
            app,
            true));
  }

  public Meshes endpoint(Endpoint endpoint) {
    endpoints.add(endpoint);
    return this;
  }

  public Meshes ingress(IngressPath path) {
    ingresses.add(new IngressEntry("default", "ingress", "", "", List.of(path), List.of()));
    return this;
  }

  public Meshes settings(MeshSettings other) {
    settings = other;
    return this;
  }

  /** Adds a rule of any kind, as its document says it. */
  public Meshes rule(String yaml) {
    HasMetadata document = (HasMetadata) Serialization.unmarshal(yaml, kind(yaml));
    if (document.getMetadata().getNamespace() == null) {
      document.getMetadata().setNamespace("default");
    }
    var revision = revision(document);
    switch (document) {
      case RouteRule rule -> routeRules.add(new AcceptedRule<>(revision, rule.getSpec()));
      case DestinationPolicy policy -> policies.add(new AcceptedRule<>(revision, policy.getSpec()));
      case Policy policy -> peerPolicies.add(new AcceptedRule<>(revision, policy.getSpec()));
      case EgressRule rule -> egressRules.add(new AcceptedRule<>(revision, rule.getSpec()));
      default -> throw new IllegalArgumentException("not a rule: " + document.getKind());
    }
    return this;
  }

  /** A rule that sends all requests for reviews to one version. */
  public Meshes reviews(String version) {
    return rule(
        """
        kind: RouteRule
        metadata: {name: reviews}
        spec:
          destination: {name: reviews}
          route:
          - labels: {version: %s}
        """
            .formatted(version));
  }

  /** Whom the mesh trusts. */
  public Meshes trust(TrustBundle other) {
    trust = other;
    return this;
  }

  public MeshModel model() {
    return new MeshModel(
        new ServiceRegistry(services, instances, endpoints, ingresses, settings),
        new RuleSet(routeRules, policies, egressRules, peerPolicies),
        trust);
  }

  private static Class<? extends HasMetadata> kind(String yaml) {
    return Stream.of(RouteRule.class, DestinationPolicy.class, EgressRule.class, Policy.class)
        .filter(kind -> yaml.contains("kind: " + kind.getSimpleName() + "\n"))
        .findFirst()
        .orElseThrow();
  }

  private static RuleRevision revision(HasMetadata document) {
    return new RuleRevision(
        new RuleKey(
            document.getKind(),
            document.getMetadata().getNamespace(),
            document.getMetadata().getName()),
        Optional.ofNullable(document.getMetadata().getGeneration()).orElse(1L),
        0);
  }
}
