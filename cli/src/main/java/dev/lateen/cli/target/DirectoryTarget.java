package dev.lateen.cli.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.cli.kind.Kind;
import dev.lateen.cli.kind.Kinds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A mesh directory, as the operator watches it on the local platform. */
public final class DirectoryTarget implements Target {
  private static final String DEFAULT_NAMESPACE = "default";

  private final MeshDirectory files;
  private final StatusFiles statuses;
  private final String namespace;

  /**
   * A directory that is there.
   *
   * @param namespace of resources that name none
   * @throws TargetException if it is no folder
   */
  public DirectoryTarget(Path directory, Optional<String> namespace) {
    if (!Files.isDirectory(directory)) {
      throw new TargetException(
          "mesh directory: \"" + directory + "\": no such folder; create it or name another");
    }
    this.files = new MeshDirectory(directory);
    this.statuses = new StatusFiles(directory);
    this.namespace = namespace.orElse(DEFAULT_NAMESPACE);
  }

  /** The directory. */
  public Path folder() {
    return files.folder();
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public Optional<String> refusal(JsonNode document) {
    return Kinds.of(document).isPresent()
        ? Optional.empty()
        : Optional.of(
            "kind: \""
                + document.path("apiVersion").asText()
                + " "
                + document.path("kind").asText()
                + "\": a mesh directory takes the kinds of lateen.dev, Service and Ingress; remove"
                + " it");
  }

  @Override
  public Applied apply(JsonNode document) {
    var wanted = withNamespace(Metadata.wanted(document));
    var id = ResourceId.of(wanted);
    var stored = files.find(id);
    long before = generation(statuses.find(id));
    if (stored.map(found -> normal(found.document()).equals(normal(wanted))).orElse(false)) {
      return new Applied(Applied.Outcome.UNCHANGED, id.namespace(), this::hasStatus);
    }
    files.put(id, wanted, stored);
    boolean counted = stored.filter(found -> !sameSpec(found.document(), wanted)).isPresent();
    return new Applied(
        stored.isPresent() ? Applied.Outcome.CONFIGURED : Applied.Outcome.CREATED,
        id.namespace(),
        found ->
            hasStatus(found)
                && !(counted && generation(Optional.of(found.path("status"))) == before));
  }

  /** The operator counts the changes of specs. */
  private static boolean sameSpec(JsonNode one, JsonNode other) {
    return one.path("spec").equals(other.path("spec"));
  }

  private boolean hasStatus(JsonNode resource) {
    return resource.has("status");
  }

  private static long generation(Optional<JsonNode> status) {
    return status.map(found -> found.path("observedGeneration").asLong(0)).orElse(0L);
  }

  private ObjectNode withNamespace(ObjectNode document) {
    if (Metadata.namespace(document).isEmpty() && !namespace.equals(DEFAULT_NAMESPACE)) {
      document.withObject("/metadata").put("namespace", namespace);
    }
    return document;
  }

  /** What a missing namespace means, said. */
  private static JsonNode normal(JsonNode document) {
    var copy = Metadata.wanted(document);
    if (Metadata.namespace(copy).isEmpty()) {
      copy.withObject("/metadata").put("namespace", DEFAULT_NAMESPACE);
    }
    return copy;
  }

  @Override
  public boolean delete(Kind kind, String namespace, String name) {
    return delete(new ResourceId(kind.name(), namespace, name));
  }

  @Override
  public boolean delete(JsonNode document) {
    return delete(ResourceId.of(withNamespace(Metadata.wanted(document))));
  }

  private boolean delete(ResourceId id) {
    var stored = files.find(id);
    stored.ifPresent(files::remove);
    return stored.isPresent();
  }

  @Override
  public List<ObjectNode> list(Kind kind, Optional<String> namespace) {
    var written =
        files.all().stream()
            .filter(stored -> kind.describes(stored.document()))
            .map(this::withStatus);
    var reported =
        kind.equals(Kinds.kind("MeshStatus")) ? statuses.list(kind) : Stream.<ObjectNode>of();
    return Stream.concat(written, reported)
        .filter(resource -> namespace.isEmpty() || namespace.equals(Metadata.namespace(resource)))
        .sorted(
            Comparator.comparing((ObjectNode r) -> Metadata.namespace(r).orElse(""))
                .thenComparing(Metadata::name))
        .toList();
  }

  private ObjectNode withStatus(StoredDocument stored) {
    ObjectNode resource = Metadata.wanted(stored.document());
    var metadata = resource.withObject("/metadata");
    metadata.put("namespace", stored.id().namespace());
    metadata.put("creationTimestamp", files.modified(stored.file()).toString());
    statuses.find(stored.id()).ifPresent(status -> resource.set("status", status));
    return resource;
  }

  @Override
  public Optional<ObjectNode> find(Kind kind, String namespace, String name) {
    return list(kind, Optional.of(namespace)).stream()
        .filter(resource -> Metadata.name(resource).equals(name))
        .findFirst();
  }

  @Override
  public void close() {
    // Files are opened and closed by each call.
  }
}
