package dev.lateen.operator.discovery.golden;

import dev.lateen.crds.v1alpha1.DestinationPolicy;
import dev.lateen.crds.v1alpha1.EgressRule;
import dev.lateen.crds.v1alpha1.Policy;
import dev.lateen.crds.v1alpha1.RouteRule;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.Workload;
import dev.lateen.operator.discovery.compile.ProxyIdentity;
import dev.lateen.operator.discovery.compile.ProxySnapshot;
import dev.lateen.operator.discovery.compile.SnapshotCompiler;
import dev.lateen.operator.gateway.api.DocumentReader;
import dev.lateen.operator.gateway.api.GatewayDocuments;
import dev.lateen.operator.gateway.api.TlsSecret;
import dev.lateen.operator.gateway.bind.GatewayBinder;
import dev.lateen.operator.gateway.bind.IngressBinder;
import dev.lateen.operator.identity.TrustBundle;
import dev.lateen.operator.platform.ServiceRegistryBuilder;
import dev.lateen.operator.platform.TlsSecretReader;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.rules.AcceptedRule;
import dev.lateen.operator.rules.MeshModel;
import dev.lateen.operator.rules.RuleKey;
import dev.lateen.operator.rules.RuleRevision;
import dev.lateen.operator.rules.RuleSet;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/**
 * A mesh and one of its proxies, read from a directory of golden files. {@code input.yaml} has the
 * documents of the mesh and one that says {@code proxy:}: its type, the instance it serves, how it
 * captures traffic, and the file of documents it shares with other scenarios. One that has an
 * {@code identity} is in a mesh with an authority.
 */
record Scenario(Path directory, MeshModel model, ProxyIdentity identity) {
  private static final Path ROOT = Path.of("src/test/resources/golden");
  private static final KubernetesSerialization DOCUMENTS = new KubernetesSerialization();

  static Stream<Scenario> all() {
    try (var directories = Files.list(ROOT)) {
      return directories.filter(Files::isDirectory).sorted().map(Scenario::read).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return directory.getFileName().toString();
  }

  ProxySnapshot compile() {
    return SnapshotCompiler.compile(model, identity);
  }

  @Override
  public String toString() {
    return name();
  }

  @SuppressWarnings("unchecked")
  private static Scenario read(Path directory) {
    List<Map<String, Object>> documents = documents(directory.resolve("input.yaml"));
    Map<String, Object> proxy =
        (Map<String, Object>)
            documents.stream()
                .filter(document -> document.containsKey("proxy"))
                .findFirst()
                .orElseThrow()
                .get("proxy");
    if (proxy.containsKey("mesh")) {
      documents.addAll(documents(ROOT.resolve((String) proxy.get("mesh"))));
    }
    return new Scenario(directory, model(documents, trust(proxy)), identity(proxy));
  }

  private static List<Map<String, Object>> documents(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      var documents = new ArrayList<Map<String, Object>>();
      for (Object document : new Yaml().loadAll(reader)) {
        @SuppressWarnings("unchecked")
        var map = new LinkedHashMap<>((Map<String, Object>) document);
        documents.add(map);
      }
      return documents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProxyIdentity identity(Map<String, Object> proxy) {
    String type = (String) proxy.getOrDefault("type", "sidecar");
    String instance = (String) proxy.get("instance");
    String namespace = (String) proxy.getOrDefault("namespace", "default");
    return new ProxyIdentity(
        "%s~127.0.0.1~%s.%s~%s.svc.cluster.local".formatted(type, instance, namespace, namespace),
        ProxyIdentity.Type.valueOf(type.toUpperCase(java.util.Locale.ROOT)),
        new InstanceKey(namespace, instance),
        ProxyIdentity.Capture.valueOf((String) proxy.getOrDefault("capture", "EXPLICIT")),
        "SVID".equals(proxy.get("identity")),
        Boolean.TRUE.equals(proxy.get("workloadApi")),
        Boolean.TRUE.equals(proxy.get("ipv6")),
        ProxyIdentity.DEFAULT_AUTHORITIES);
  }

  private static MeshModel model(List<Map<String, Object>> documents, TrustBundle trust) {
    var registry =
        new ServiceRegistryBuilder(
                of(documents, Service.class, "Service"),
                of(documents, Ingress.class, "Ingress"),
                of(documents, Workload.class, "Workload"),
                of(documents, ServiceMesh.class, "ServiceMesh"),
                List.of(),
                List.of())
            .build();
    return new MeshModel(
        registry,
        new RuleSet(
            rules(of(documents, RouteRule.class, "RouteRule")),
            rules(of(documents, DestinationPolicy.class, "DestinationPolicy")),
            rules(of(documents, EgressRule.class, "EgressRule")),
            rules(of(documents, Policy.class, "Policy"))),
        trust,
        GatewayBinder.bind(gateways(documents), secrets(documents), registry).model(),
        new IngressBinder().bind(registry.ingresses(), secrets(documents)).model());
  }

  private static Map<String, TlsSecret> secrets(List<Map<String, Object>> documents) {
    return TlsSecretReader.read(of(documents, Secret.class, "Secret"));
  }

  private static GatewayDocuments gateways(List<Map<String, Object>> documents) {
    Map<String, String> authorities =
        of(documents, ConfigMap.class, "ConfigMap").stream()
            .collect(
                Collectors.toMap(
                    one -> "default/" + one.getMetadata().getName(),
                    one -> one.getData().get("ca.crt")));
    return DocumentReader.read(
        kind -> of(documents, GenericKubernetesResource.class, kind).stream(),
        Map.of(),
        authorities);
  }

  @SuppressWarnings("unchecked")
  private static TrustBundle trust(Map<String, Object> proxy) {
    if (!proxy.containsKey("identity")) {
      return TrustBundle.NONE;
    }
    try {
      return new TrustBundle(
          "cluster.local",
          (List<String>) proxy.getOrDefault("aliases", List.of()),
          List.of(Files.readString(ROOT.resolve("root.pem"))),
          List.of(Files.readString(ROOT.resolve("revoked.pem"))),
          "{\"keys\":[]}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T extends HasMetadata> List<T> of(
      List<Map<String, Object>> documents, Class<T> type, String kind) {
    return documents.stream()
        .filter(document -> kind.equals(document.get("kind")))
        .map(document -> DOCUMENTS.convertValue(document, type))
        .peek(
            document -> {
              if (document.getMetadata().getNamespace() == null) {
                document.getMetadata().setNamespace("default");
              }
            })
        .toList();
  }

  private static <S, R extends CustomResource<S, ?>> List<AcceptedRule<S>> rules(
      List<R> documents) {
    return documents.stream()
        .map(
            rule ->
                new AcceptedRule<>(
                    RuleRevision.of(
                        new RuleKey(
                            rule.getKind(),
                            rule.getMetadata().getNamespace(),
                            rule.getMetadata().getName()),
                        1,
                        rule.getSpec()),
                    rule.getSpec()))
        .toList();
  }
}
