package dev.lateen.operator.platform.local;

import dev.lateen.crds.v1alpha1.DestinationPolicy;
import dev.lateen.crds.v1alpha1.EgressRule;
import dev.lateen.crds.v1alpha1.Policy;
import dev.lateen.crds.v1alpha1.RouteRule;
import dev.lateen.crds.v1alpha1.RuleStatus;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.crds.validation.Validated;
import dev.lateen.operator.gateway.api.DocumentReader;
import dev.lateen.operator.gateway.api.GatewayDocuments;
import dev.lateen.operator.platform.Candidate;
import dev.lateen.operator.platform.MeshResources;
import dev.lateen.operator.platform.ResourceIntake;
import dev.lateen.operator.platform.ResourceKey;
import dev.lateen.operator.platform.ServiceRegistryBuilder;
import dev.lateen.operator.platform.TlsSecretReader;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * What the files of a mesh directory say, taken together. A file that cannot be read leaves what it
 * said before in force. Not thread-safe.
 */
final class LocalState {
  private static final Logger LOG = Logger.getLogger(LocalState.class);

  private final Generations generations;
  private final StatusFiles statuses;
  private final ResourceIntake intake = new ResourceIntake();
  private final SortedMap<String, ReadFile> files = new TreeMap<>();
  private Set<ResourceKey> reportedTwice = Set.of();

  LocalState(Generations generations, StatusFiles statuses) {
    this.generations = generations;
    this.statuses = statuses;
  }

  /**
   * A file as it was last read.
   *
   * @param text what it says
   * @param documents what it said when it could be read
   * @param error why it cannot be read now
   */
  private record ReadFile(String text, List<LocalDocument> documents, Optional<FieldError> error) {}

  /** Takes the files as they are now: path to text. */
  MeshResources take(SortedMap<String, String> texts) {
    files.keySet().retainAll(texts.keySet());
    texts.forEach((name, text) -> files.compute(name, (_, before) -> read(name, text, before)));
    var documents = documents();
    var candidates = new ArrayList<Candidate>();
    documents.forEach((_, located) -> candidate(located).ifPresent(candidates::add));
    generations.retain(documents.keySet());
    return resources(intake.take(candidates), documents.values());
  }

  private static ReadFile read(String name, String text, ReadFile before) {
    if (before != null && before.text().equals(text)) {
      return before;
    }
    try {
      var documents = MeshFile.read(name, text);
      if (before != null && before.error().isPresent()) {
        LOG.infof("event=file_readable_again file=%s", name);
      }
      return new ReadFile(text, documents, Optional.empty());
    } catch (MeshFileException e) {
      LOG.warnf("event=file_refused file=%s reason=%s", name, e.getMessage());
      var kept = before == null ? List.<LocalDocument>of() : before.documents();
      return new ReadFile(text, kept, Optional.of(e.error()));
    }
  }

  /**
   * A document and what is wrong with its file.
   *
   * @param document what it says, or said
   * @param error why its file cannot be read now
   */
  private record Located(LocalDocument document, Optional<FieldError> error) {}

  /** Of two documents for one resource, the first by file and place counts. */
  private Map<ResourceKey, Located> documents() {
    var documents = new TreeMap<ResourceKey, Located>();
    var twice = new HashMap<ResourceKey, LocalDocument>();
    for (var file : files.values()) {
      for (var document : file.documents()) {
        if (documents.putIfAbsent(document.key(), new Located(document, file.error())) != null) {
          twice.put(document.key(), document);
        }
      }
    }
    twice.forEach(
        (key, document) -> {
          if (!reportedTwice.contains(key)) {
            LOG.warnf(
                "event=resource_twice resource=%s used=%s ignored=%s",
                key, documents.get(key).document().origin(), document.origin());
          }
        });
    reportedTwice = Set.copyOf(twice.keySet());
    return documents;
  }

  private Optional<Candidate> candidate(Located located) {
    return located.document() instanceof LocalDocument.Custom custom
        ? Optional.of(candidate(custom, located.error()))
        : Optional.empty();
  }

  private Candidate candidate(LocalDocument.Custom custom, Optional<FieldError> error) {
    var key = custom.key();
    long generation = generations.of(key, custom.raw().path("spec"));
    var status = statuses.read(key, RuleStatus.class);
    Validated<CustomResource<?, ?>> outcome =
        error
            .<Validated<CustomResource<?, ?>>>map(one -> new Validated.Invalid<>(List.of(one)))
            .orElseGet(custom::outcome);
    if (outcome instanceof Validated.Valid<CustomResource<?, ?>>(var resource)) {
      resource.getMetadata().setGeneration(generation);
      setStatus(resource, status);
    }
    return new Candidate(key, generation, outcome, status);
  }

  /** What a file says of the status does not count: that is the operator's to say. */
  private static void setStatus(CustomResource<?, ?> resource, Optional<RuleStatus> status) {
    switch (resource) {
      case RouteRule rule -> rule.setStatus(status.orElse(null));
      case DestinationPolicy policy -> policy.setStatus(status.orElse(null));
      case EgressRule rule -> rule.setStatus(status.orElse(null));
      case Policy policy -> policy.setStatus(status.orElse(null));
      default -> resource.setStatus(null);
    }
  }

  private static MeshResources resources(
      ResourceIntake.Taken taken, Collection<Located> documents) {
    var registry =
        new ServiceRegistryBuilder(
                natives(documents, Service.class).toList(),
                natives(documents, Ingress.class).toList(),
                taken.workloads(),
                taken.meshes(),
                List.of(),
                List.of())
            .build();
    return new MeshResources(
        registry,
        taken.routeRules(),
        taken.destinationPolicies(),
        taken.egressRules(),
        taken.policies(),
        taken.meshes(),
        taken.refused(),
        gateways(documents),
        TlsSecretReader.read(natives(documents, Secret.class).toList()));
  }

  private static GatewayDocuments gateways(Collection<Located> located) {
    var documents = natives(located, GenericKubernetesResource.class).toList();
    if (documents.isEmpty()) {
      return GatewayDocuments.NONE;
    }
    Map<String, String> authorities = new HashMap<>();
    natives(located, ConfigMap.class)
        .filter(one -> one.getData() != null)
        .forEach(
            one ->
                authorities.put(
                    one.getMetadata().getNamespace() + "/" + one.getMetadata().getName(),
                    one.getData().getOrDefault("ca.crt", "")));
    return DocumentReader.read(
        kind -> documents.stream().filter(document -> document.getKind().equals(kind)),
        Map.of(),
        authorities);
  }

  private static <R> Stream<R> natives(Collection<Located> documents, Class<R> kind) {
    return documents.stream()
        .map(Located::document)
        .filter(LocalDocument.Native.class::isInstance)
        .map(document -> ((LocalDocument.Native) document).resource())
        .filter(kind::isInstance)
        .map(kind::cast);
  }
}
