package dev.lateen.operator.platform.kubernetes;

import dev.lateen.operator.gateway.api.DocumentReader;
import dev.lateen.operator.gateway.api.GatewayDocuments;
import dev.lateen.operator.gateway.api.TlsSecret;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
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
  private final Map<String, Watched<GenericKubernetesResource>> documents = new HashMap<>();
  private final Watched<Namespace> namespaces;
  private final Watched<Secret> secrets;
  private boolean secretsStarted;

  GatewayWatch(KubernetesClient client, Runnable changed) {
    GatewayKinds.all().forEach(kind -> documents.put(kind, documents(client, kind, changed)));
    namespaces = new Watched<>("namespaces", client.namespaces(), Slimming::namespace, changed);
    secrets =
        new Watched<>(
            "secrets",
            client.secrets().inAnyNamespace().withField("type", "kubernetes.io/tls"),
            Slimming::whole,
            changed);
  }

  private static Watched<GenericKubernetesResource> documents(
      KubernetesClient client, String kind, Runnable changed) {
    var context = GatewayKinds.context(kind);
    var resources = client.genericKubernetesResources(context);
    var name = context.getPlural() + "." + context.getGroup();
    return context.isNamespaceScoped()
        ? new Watched<>(name, resources.inAnyNamespace(), Slimming::whole, changed)
        : new Watched<>(name, resources, Slimming::whole, changed);
  }

  void start() {
    withoutSecrets().forEach(Watched::start);
  }

  /**
   * Whether everything that is there was listed at least once. Called by one thread at a time. In a
   * cluster without the API secrets are nobody's business: they are watched from when it comes.
   */
  boolean synced() {
    if (!withoutSecrets().allMatch(GatewayWatch::isSettled)) {
      return false;
    }
    if (!known()) {
      return true;
    }
    if (!secretsStarted) {
      secretsStarted = true;
      secrets.start();
    }
    return isSettled(secrets);
  }

  /** Whether the cluster has the API. */
  private boolean known() {
    return documents.get(GatewayKinds.CLASS).synced();
  }

  private static boolean isSettled(Watched<?> watched) {
    return watched.synced() || isOptional(watched);
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
    return Stream.concat(withoutSecrets(), Stream.of(secrets))
        .flatMap(one -> one.problem().stream())
        .filter(problem -> !(problem instanceof WatchProblem.DefinitionMissing));
  }

  /** What the caches hold now. */
  GatewayDocuments documents() {
    if (!known()) {
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
    return DocumentReader.read(this::objects, byName, labels);
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

  private Stream<Watched<?>> withoutSecrets() {
    return Stream.concat(Stream.of(namespaces), documents.values().stream());
  }

  @Override
  public void close() {
    withoutSecrets().forEach(Watched::close);
    secrets.close();
  }
}
