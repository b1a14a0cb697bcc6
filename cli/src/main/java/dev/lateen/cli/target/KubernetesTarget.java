package dev.lateen.cli.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.cli.kind.Kind;
import dev.lateen.cli.kind.Kinds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A cluster. Resources are applied by server-side apply as the field manager {@code lateen}; a
 * field that the kind does not have is refused.
 */
public final class KubernetesTarget implements Target {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PatchContext APPLY = patch().build();
  private static final PatchContext PREVIEW = patch().withDryRun(List.of("All")).build();

  private final KubernetesClient client;

  /** Talks to the cluster of a client, which is closed with this. */
  public KubernetesTarget(KubernetesClient client) {
    this.client = client;
  }

  private static PatchContext.Builder patch() {
    return new PatchContext.Builder()
        .withPatchType(PatchType.SERVER_SIDE_APPLY)
        .withFieldManager("lateen")
        .withFieldValidation("Strict")
        .withForce(true);
  }

  @Override
  public String namespace() {
    return Optional.ofNullable(client.getNamespace()).orElse("default");
  }

  @Override
  public Optional<String> refusal(JsonNode document) {
    return Optional.empty();
  }

  @Override
  public Applied apply(JsonNode document) {
    return call(
        () -> {
          var resource = resource(document);
          var before = Optional.ofNullable(resource.get()).map(KubernetesTarget::version);
          var after = resource.patch(APPLY);
          long generation = Objects.requireNonNullElse(after.getMetadata().getGeneration(), 0L);
          var outcome =
              before
                  .map(version -> version.equals(version(after)))
                  .map(same -> same ? Applied.Outcome.UNCHANGED : Applied.Outcome.CONFIGURED)
                  .orElse(Applied.Outcome.CREATED);
          return new Applied(
              outcome,
              Objects.requireNonNullElse(after.getMetadata().getNamespace(), ""),
              found -> found.path("status").path("observedGeneration").asLong(-1) >= generation);
        });
  }

  /** The resource that a document describes, as it is now; empty when it is not there. */
  public Optional<ObjectNode> find(JsonNode document) {
    return call(() -> Optional.ofNullable(resource(document).get()).map(KubernetesTarget::node));
  }

  /** What applying a document would make of a resource that is there. Changes nothing. */
  public ObjectNode preview(JsonNode document) {
    return call(() -> node(resource(document).patch(PREVIEW)));
  }

  /** The minor version of Kubernetes 1, such as 29. */
  public int minorVersion() {
    return call(
        () -> Integer.parseInt(client.getKubernetesVersion().getMinor().replaceAll("\\D", "")));
  }

  private static String version(GenericKubernetesResource resource) {
    return resource.getMetadata().getResourceVersion();
  }

  private Resource<GenericKubernetesResource> resource(JsonNode document) {
    return client.resource(
        JSON.convertValue(Metadata.wanted(document), GenericKubernetesResource.class));
  }

  @Override
  public boolean delete(Kind kind, String namespace, String name) {
    return call(
        () ->
            !client
                .genericKubernetesResources(context(kind))
                .inNamespace(namespace)
                .withName(name)
                .delete()
                .isEmpty());
  }

  @Override
  public boolean delete(JsonNode document) {
    return call(() -> !resource(document).delete().isEmpty());
  }

  @Override
  public List<ObjectNode> list(Kind kind, Optional<String> namespace) {
    return call(
        () -> {
          var resources = client.genericKubernetesResources(context(kind));
          var found =
              namespace
                  .map(name -> resources.inNamespace(name).list())
                  .orElseGet(() -> resources.inAnyNamespace().list());
          return found.getItems().stream()
              .map(KubernetesTarget::node)
              .sorted(
                  Comparator.comparing((ObjectNode r) -> Metadata.namespace(r).orElse(""))
                      .thenComparing(Metadata::name))
              .toList();
        });
  }

  @Override
  public Optional<ObjectNode> find(Kind kind, String namespace, String name) {
    return call(
        () ->
            Optional.ofNullable(
                    client
                        .genericKubernetesResources(context(kind))
                        .inNamespace(namespace)
                        .withName(name)
                        .get())
                .map(KubernetesTarget::node));
  }

  private static ObjectNode node(GenericKubernetesResource resource) {
    ObjectNode node = JSON.valueToTree(resource);
    node.withObject("/metadata").remove("managedFields");
    return node;
  }

  private static ResourceDefinitionContext context(Kind kind) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(kind.group())
        .withVersion(kind.version())
        .withKind(kind.name())
        .withPlural(kind.plural())
        .withNamespaced(true)
        .build();
  }

  private <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (KubernetesClientException e) {
      throw new TargetException(reason(e), e);
    }
  }

  private String reason(KubernetesClientException e) {
    if (e.getStatus() != null && e.getStatus().getMessage() != null) {
      var about404 = Kinds.LATEEN.getFirst().group();
      return e.getCode() == 404 && e.getStatus().getDetails() == null
          ? "the cluster does not know the kinds of " + about404 + "; install Lateen first"
          : e.getStatus().getMessage();
    }
    if (e.getCode() == 404) {
      return "the cluster does not know this kind; install Lateen first";
    }
    return "cluster "
        + client.getMasterUrl()
        + " does not answer: "
        + Optional.ofNullable(e.getCause()).orElse(e).getMessage();
  }

  @Override
  public void close() {
    client.close();
  }
}
