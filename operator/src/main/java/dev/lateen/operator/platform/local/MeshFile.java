package dev.lateen.operator.platform.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lateen.crds.Document;
import dev.lateen.crds.ResourceReader;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.crds.validation.Validated;
import dev.lateen.operator.gateway.api.DocumentReader;
import dev.lateen.operator.platform.ResourceKey;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one file of the mesh directory. Pure. */
final class MeshFile {
  private static final String DEFAULT_NAMESPACE = "default";

  /** What names a resource, and so a file under {@code .lateen/status}: never a path. */
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9]([-.A-Za-z0-9]*[A-Za-z0-9])?");

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private MeshFile() {}

  /**
   * Reads a file.
   *
   * @param name how errors call it
   * @param text what it says
   * @return its documents in order; those of kinds the mesh does not read are left out
   * @throws MeshFileException if it is not YAML, or a document does not say what it describes
   */
  static List<LocalDocument> read(String name, String text) throws MeshFileException {
    var documents = new ArrayList<LocalDocument>();
    for (var document : ResourceReader.read(name, text)) {
      read(document).ifPresent(documents::add);
    }
    return List.copyOf(documents);
  }

  private static Optional<LocalDocument> read(Document document) throws MeshFileException {
    return switch (document) {
      case Document.Accepted(var origin, var raw, var resource) -> {
        var key = key(origin, raw);
        resource.getMetadata().setNamespace(key.namespace());
        yield Optional.of(
            new LocalDocument.Custom(key, origin.toString(), raw, new Validated.Valid<>(resource)));
      }
      case Document.Refused(var origin, var raw, var errors) -> {
        if (!raw.isObject()) {
          throw new MeshFileException(at(origin, errors.getFirst()));
        }
        yield Optional.of(
            new LocalDocument.Custom(
                key(origin, raw), origin.toString(), raw, new Validated.Invalid<>(errors)));
      }
      case Document.Foreign(var origin, var raw) -> foreign(origin, raw);
    };
  }

  private static Optional<LocalDocument> foreign(Document.Origin origin, JsonNode raw)
      throws MeshFileException {
    String version = raw.path("apiVersion").asText();
    if (version.equals(DocumentReader.GROUP + "/v1")) {
      return Optional.of(known(origin, raw, GenericKubernetesResource.class));
    }
    return switch (version + "/" + raw.path("kind").asText()) {
      case "v1/Service" -> Optional.of(known(origin, raw, Service.class));
      case "v1/Secret" -> Optional.of(known(origin, raw, Secret.class));
      case "v1/ConfigMap" -> Optional.of(known(origin, raw, ConfigMap.class));
      case "networking.k8s.io/v1/Ingress" -> Optional.of(known(origin, raw, Ingress.class));
      default -> Optional.empty();
    };
  }

  private static LocalDocument known(
      Document.Origin origin, JsonNode raw, Class<? extends HasMetadata> kind)
      throws MeshFileException {
    var key = key(origin, raw);
    try {
      HasMetadata resource = JSON.treeToValue(raw, kind);
      resource.getMetadata().setNamespace(key.namespace());
      return new LocalDocument.Native(key, origin.toString(), resource);
    } catch (JsonProcessingException e) {
      var why = kind == Secret.class ? "a field has another type" : e.getOriginalMessage();
      var reason = "cannot be read as " + key.kind() + ": " + why;
      throw new MeshFileException(at(origin, new FieldError("", "", reason)));
    }
  }

  private static ResourceKey key(Document.Origin origin, JsonNode raw) throws MeshFileException {
    var metadata = raw.path("metadata");
    return new ResourceKey(
        identity(origin, "kind", raw.path("kind").asText()),
        identity(
            origin, "metadata.namespace", metadata.path("namespace").asText(DEFAULT_NAMESPACE)),
        identity(origin, "metadata.name", metadata.path("name").asText()));
  }

  private static String identity(Document.Origin origin, String field, String value)
      throws MeshFileException {
    if (!SAFE.matcher(value).matches()) {
      var error =
          new FieldError(
              field,
              value.isEmpty() ? "" : '"' + value + '"',
              value.isEmpty() ? "is missing: set it" : "must be letters, digits, - and . only");
      throw new MeshFileException(at(origin, error));
    }
    return value;
  }

  private static FieldError at(Document.Origin origin, FieldError error) {
    return new FieldError(error.field(), error.value(), error.reason() + " (" + origin + ")");
  }
}
