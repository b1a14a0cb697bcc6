package dev.lateen.operator.platform.kubernetes;

import dev.lateen.operator.gateway.api.DocumentReader;
import dev.lateen.operator.gateway.api.GatewayClassSpec;
import dev.lateen.operator.gateway.api.GatewayDocuments;
import dev.lateen.operator.gateway.api.GatewaySpec;
import dev.lateen.operator.gateway.api.GrpcRouteSpec;
import dev.lateen.operator.gateway.api.HttpRouteSpec;
import dev.lateen.operator.gateway.api.ReferenceGrantSpec;
import dev.lateen.operator.gateway.api.TlsRouteSpec;
import dev.lateen.operator.gateway.api.TlsSecret;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The informers of the Gateway API and of what its documents refer to. A cluster need not have the
 * API: until its definitions come, there are no documents.
 */
final class GatewayWatch implements AutoCloseable {
  private static final String VERSION = "v1";

  /** Kinds of the API by their plural. */
  private static final Map<String, String> KINDS =
      Map.of(
          "gatewayclasses", "GatewayClass",
          "gateways", "Gateway",
          "httproutes", "HTTPRoute",
          "grpcroutes", "GRPCRoute",
          "tlsroutes", "TLSRoute",
          "referencegrants", "ReferenceGrant");

  private final Map<String, Watched<GenericKubernetesResource>> documents = new HashMap<>();
  private final Watched<Namespace> namespaces;
  private final Watched<Secret> secrets;

  GatewayWatch(KubernetesClient client, Runnable changed) {
    KINDS.forEach((plural, kind) -> documents.put(kind, documents(client, plural, kind, changed)));
    namespaces = new Watched<>("namespaces", client.namespaces(), Slimming::namespace, changed);
    secrets =
        new Watched<>(
            "secrets",
            client.secrets().inAnyNamespace().withField("type", "kubernetes.io/tls"),
            Slimming::whole,
            changed);
  }

  private static Watched<GenericKubernetesResource> documents(
      KubernetesClient client, String plural, String kind, Runnable changed) {
    var context =
        new ResourceDefinitionContext.Builder()
            .withGroup(DocumentReader.GROUP)
            .withVersion(VERSION)
            .withPlural(plural)
            .withKind(kind)
            .withNamespaced(!kind.equals("GatewayClass"))
            .build();
    var resources = client.genericKubernetesResources(context);
    var name = plural + "." + DocumentReader.GROUP;
    return kind.equals("GatewayClass")
        ? new Watched<>(name, resources, Slimming::whole, changed)
        : new Watched<>(name, resources.inAnyNamespace(), Slimming::whole, changed);
  }

  void start() {
    all().forEach(Watched::start);
  }

  /** Whether everything that is there was listed at least once. */
  boolean synced() {
    return all().allMatch(one -> one.synced() || isOptional(one));
  }

  /** Definitions that nobody installed, and secrets that nobody allows, are no failure. */
  private static boolean isOptional(Watched<?> watched) {
    return watched
        .problem()
        .filter(
            problem ->
                problem instanceof WatchProblem.DefinitionMissing
                    || problem instanceof WatchProblem.NotAllowed)
        .isPresent();
  }

  /** What keeps documents that are there from being seen. */
  Stream<WatchProblem> problems() {
    return all()
        .flatMap(one -> one.problem().stream())
        .filter(problem -> !(problem instanceof WatchProblem.DefinitionMissing));
  }

  /** What the caches hold now. */
  GatewayDocuments documents() {
    if (!documents.get("GatewayClass").synced()) {
      return GatewayDocuments.NONE;
    }
    Map<String, TlsSecret> byName = new HashMap<>();
    secrets
        .objects()
        .forEach(
            secret ->
                byName.put(
                    secret.getMetadata().getNamespace() + "/" + secret.getMetadata().getName(),
                    new TlsSecret(text(secret, "tls.crt"), text(secret, "tls.key"))));
    Map<String, Map<String, String>> labels = new HashMap<>();
    namespaces
        .objects()
        .forEach(
            namespace ->
                labels.put(
                    namespace.getMetadata().getName(),
                    Objects.requireNonNullElse(namespace.getMetadata().getLabels(), Map.of())));
    return new GatewayDocuments(
        true,
        DocumentReader.read(objects("GatewayClass"), GatewayClassSpec.class),
        DocumentReader.read(objects("Gateway"), GatewaySpec.class),
        DocumentReader.read(objects("HTTPRoute"), HttpRouteSpec.class),
        DocumentReader.read(objects("GRPCRoute"), GrpcRouteSpec.class),
        DocumentReader.read(objects("TLSRoute"), TlsRouteSpec.class),
        DocumentReader.read(objects("ReferenceGrant"), ReferenceGrantSpec.class),
        byName,
        labels);
  }

  private Stream<GenericKubernetesResource> objects(String kind) {
    return documents.get(kind).objects().stream();
  }

  private static String text(Secret secret, String key) {
    String data = Objects.requireNonNullElse(secret.getData(), Map.<String, String>of()).get(key);
    return data == null
        ? ""
        : new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8);
  }

  private Stream<Watched<?>> all() {
    return Stream.concat(Stream.of(namespaces, secrets), documents.values().stream());
  }

  @Override
  public void close() {
    all().forEach(Watched::close);
  }
}
