package dev.lateen.crds.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Validates one resource by itself, without looking at any other: its schema and the rules of its
 * kind. All problems are reported together (TM-056). Pure, and safe for use by several threads.
 */
public final class ResourceValidator {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ResourceValidator() {}

  /**
   * Validates a document of any kind of the group.
   *
   * @param document as read from YAML or JSON, with {@code apiVersion} and {@code kind}
   * @return the resource, or every problem: also a field that the kind does not have
   */
  public static Validated<CustomResource<?, ?>> validate(JsonNode document) {
    var root = new Field("", document);
    return KindDefinition.of(document.path("kind").asText())
        .<Validated<CustomResource<?, ?>>>map(kind -> validate(root, kind))
        .orElseGet(
            () ->
                new Validated.Invalid<>(
                    List.of(
                        root.child("kind")
                            .error(
                                "no such kind; "
                                    + Suggestions.hint(
                                        root.child("kind").text(), KindDefinition.names())))));
  }

  /**
   * Validates a resource that is already an object.
   *
   * @param resource of a kind of the group
   * @return the same resource, or every problem of it
   * @param <R> the kind
   */
  public static <R extends CustomResource<?, ?>> Validated<R> validate(R resource) {
    var errors = validate(JSON.<JsonNode>valueToTree(resource)).errors();
    return errors.isEmpty() ? new Validated.Valid<>(resource) : new Validated.Invalid<>(errors);
  }

  private static Validated<CustomResource<?, ?>> validate(Field root, KindDefinition kind) {
    var document = new Field("", withoutNulls(root.node()));
    var errors =
        Stream.of(EnvelopeRules.check(document), spec(document.child("spec"), kind))
            .flatMap(part -> part)
            .distinct()
            .toList();
    return errors.isEmpty() ? convert(document.node(), kind) : new Validated.Invalid<>(errors);
  }

  private static Stream<FieldError> spec(Field spec, KindDefinition kind) {
    if (spec.present()) {
      return Stream.concat(
          SchemaCheck.check(spec, kind.specSchema()).stream(), kind.rules().check(spec));
    }
    return kind.specRequired()
        ? Stream.of(spec.error("is missing: say what is wanted"))
        : Stream.empty();
  }

  /** What is written as null is not there, as an API server reads it. */
  private static JsonNode withoutNulls(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        var copy = object.objectNode();
        object
            .propertyStream()
            .filter(property -> !property.getValue().isNull())
            .forEach(property -> copy.set(property.getKey(), withoutNulls(property.getValue())));
        yield copy;
      }
      case ArrayNode array -> {
        var copy = array.arrayNode();
        array.forEach(item -> copy.add(withoutNulls(item)));
        yield copy;
      }
      default -> node;
    };
  }

  /** What an API server makes of a document without a spec, where the definition has a default. */
  private static JsonNode withSpec(JsonNode document, KindDefinition kind) {
    var fallback = kind.specSchema().path("default");
    return document.has("spec") || fallback.isMissingNode()
        ? document
        : ((ObjectNode) document.deepCopy()).set("spec", fallback);
  }

  private static Validated<CustomResource<?, ?>> convert(JsonNode document, KindDefinition kind) {
    try {
      return new Validated.Valid<>(JSON.treeToValue(withSpec(document, kind), kind.type()));
    } catch (JsonMappingException e) {
      var path =
          e.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .filter(Objects::nonNull)
              .collect(Collectors.joining("."));
      return new Validated.Invalid<>(
          List.of(new FieldError(path, "", "cannot be read: " + e.getOriginalMessage())));
    } catch (JsonProcessingException e) {
      return new Validated.Invalid<>(
          List.of(new FieldError("", "", "cannot be read: " + e.getOriginalMessage())));
    }
  }
}
