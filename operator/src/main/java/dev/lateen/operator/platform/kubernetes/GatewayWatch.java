package dev.lateen.operator.platform.kubernetes;

import dev.lateen.operator.gateway.api.DocumentReader;
import dev.lateen.operator.gateway.api.GatewayDocuments;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The informers of the Gateway API and of what its documents refer to. A cluster need not have the
 * API: until its definitions come, there are no documents. Used by one thread at a time.
 */
final class GatewayWatch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(GatewayWatch.class);
  private static final String AUTHORITIES = "ca.crt";

  private final Map<String, Watched<GenericKubernetesResource>> documents = new HashMap<>();
  private final Watched<Namespace> namespaces;
  private final Watched<ConfigMap> configMaps;
  private boolean configMapsStarted;
  private Set<String> missing = Set.of();

  GatewayWatch(KubernetesClient client, Runnable changed) {
    GatewayKinds.all().forEach(kind -> documents.put(kind, documents(client, kind, changed)));
    namespaces = new Watched<>("namespaces", client.namespaces(), Slimming::namespace, changed);
    configMaps =
        new Watched<>(
            "configmaps",
            client.configMaps().inAnyNamespace(),
            one -> Slimming.configMap(one, AUTHORITIES),
            changed);
  }

  private static Watched<GenericKubernetesResource> documents(
      KubernetesClient client, String kind, Runnable changed) {
    var context = GatewayKinds.context(kind);
    var resources = client.genericKubernetesResources(context);
    var name = context.getPlural() + "." + context.getGroup();
    return context.isNamespaceScoped()
        ? Watched.optional(name, resources.inAnyNamespace(), Slimming::whole, changed)
        : Watched.optional(name, resources, Slimming::whole, changed);
  }

  void start() {
    always().forEach(Watched::start);
  }

  /** Whether everything that is there was listed at least once. */
  boolean synced() {
    if (!always().allMatch(GatewayWatch::isSettled)) {
      return false;
    }
    tellWhatIsMissing();
    if (!configMapsStarted && refersToAuthorities()) {
      configMapsStarted = true;
      configMaps.start();
    }
    return !configMapsStarted || isSettled(configMaps);
  }

  /** Whether the cluster has the API. */
  boolean known() {
    return documents.get(GatewayKinds.CLASS).synced();
  }

  private boolean refersToAuthorities() {
    return !documents.get(GatewayKinds.BACKEND_TLS_POLICY).objects().isEmpty()
        || documents.get("Gateway").objects().stream()
            .anyMatch(
                gateway ->
                    gateway.getAdditionalProperties().get("spec") instanceof Map<?, ?> spec
                        && spec.containsKey("tls"));
  }

  private void tellWhatIsMissing() {
    Set<String> now = new TreeSet<>();
    documents.forEach(
        (kind, watched) -> {
          if (!watched.synced()) {
            now.add(kind);
          }
        });
    if (now.isEmpty() && !missing.isEmpty()) {
      LOG.infof("event=gateway_api_served");
    } else if (!missing.containsAll(now)) {
      LOG.infof(
          "event=gateway_api_missing kinds=%s message=\"served from when their definitions come\"",
          String.join(",", now));
    }
    missing = Set.copyOf(now);
  }

  private static boolean isSettled(Watched<?> watched) {
    return watched.synced() || isOptional(watched);
  }

  /** Definitions that nobody installed, and what nobody allows to read, are no failure. */
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
    return Stream.concat(always(), Stream.of(configMaps))
        .flatMap(one -> one.problem().stream())
        .filter(problem -> !(problem instanceof WatchProblem.DefinitionMissing));
  }

  /** What the caches hold now. */
  GatewayDocuments documents() {
    return known()
        ? DocumentReader.read(this::objects, labels(), authorities())
        : GatewayDocuments.NONE;
  }

  private Map<String, Map<String, String>> labels() {
    Map<String, Map<String, String>> labels = new HashMap<>();
    namespaces
        .objects()
        .forEach(
            namespace ->
                labels.put(
                    namespace.getMetadata().getName(),
                    Objects.requireNonNullElse(namespace.getMetadata().getLabels(), Map.of())));
    return labels;
  }

  private Map<String, String> authorities() {
    Map<String, String> byName = new HashMap<>();
    for (ConfigMap one : configMaps.objects()) {
      byName.put(
          one.getMetadata().getNamespace() + "/" + one.getMetadata().getName(),
          one.getData().getOrDefault(AUTHORITIES, ""));
    }
    return byName;
  }

  private Stream<GenericKubernetesResource> objects(String kind) {
    return documents.get(kind).objects().stream();
  }

  private Stream<Watched<?>> always() {
    return Stream.concat(Stream.of(namespaces), documents.values().stream());
  }

  @Override
  public void close() {
    always().forEach(Watched::close);
    configMaps.close();
  }
}
