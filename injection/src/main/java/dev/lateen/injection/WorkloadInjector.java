package dev.lateen.injection;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.crds.validation.FieldError;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Injects whatever makes pods, as documents (TM-180): pods, the kinds with a template of them, and
 * lists of these. Other kinds stay as they are.
 *
 * @param pods decides
 * @param namespace of documents that name none
 */
public record WorkloadInjector(PodInjector pods, String namespace) {
  /** Where each kind has its pod. */
  private static final Map<String, String> TEMPLATES =
      Map.ofEntries(
          Map.entry("v1/Pod", ""),
          Map.entry("v1/ReplicationController", "/spec/template"),
          Map.entry("apps/v1/Deployment", "/spec/template"),
          Map.entry("apps/v1/DaemonSet", "/spec/template"),
          Map.entry("apps/v1/ReplicaSet", "/spec/template"),
          Map.entry("apps/v1/StatefulSet", "/spec/template"),
          Map.entry("batch/v1/Job", "/spec/template"),
          Map.entry("batch/v1/CronJob", "/spec/jobTemplate/spec/template"));

  /**
   * What becomes of a document.
   *
   * @param document the document after injection
   * @param notes what is to be known: which pods stay as they are, and why
   * @param errors why it cannot be injected; the document is then as it was
   */
  public record Outcome(JsonNode document, List<String> notes, List<FieldError> errors) {
    /** Takes copies. */
    public Outcome {
      notes = List.copyOf(notes);
      errors = List.copyOf(errors);
    }
  }

  /** Injects a document, which itself stays. */
  public Outcome inject(JsonNode document) {
    String kind = document.path("apiVersion").asText() + "/" + document.path("kind").asText();
    if (kind.equals("v1/List")) {
      return list(document);
    }
    String pointer = TEMPLATES.get(kind);
    return pointer == null
        ? new Outcome(document, List.of(), List.of())
        : template(document, pointer);
  }

  private Outcome list(JsonNode list) {
    ObjectNode copy = list.deepCopy();
    ArrayNode items = copy.putArray("items");
    List<String> notes = new ArrayList<>();
    List<FieldError> errors = new ArrayList<>();
    for (JsonNode item : list.path("items")) {
      Outcome outcome = inject(item);
      items.add(outcome.document());
      notes.addAll(outcome.notes());
      errors.addAll(outcome.errors());
    }
    return new Outcome(copy, notes, errors);
  }

  private Outcome template(JsonNode document, String pointer) {
    JsonNode template = document.at(pointer);
    if (!template.path("spec").isObject()) {
      return refused(document, pointer, List.of(new FieldError("spec", "", "is missing: set it")));
    }
    Pod pod;
    try {
      pod = PodPatch.read(onlyPod(template));
    } catch (IllegalArgumentException e) {
      return refused(
          document, pointer, List.of(new FieldError("", "", "is no pod: " + firstLine(e))));
    }
    String where = document.at("/metadata/namespace").asText(namespace);
    return switch (pods.inject(pod, where)) {
      case Injection.Injected(Pod after) ->
          new Outcome(
              replace(document, pointer, PodPatch.apply(PodPatch.between(pod, after), template)),
              List.of(),
              List.of());
      case Injection.Skipped(SkipReason reason) ->
          new Outcome(
              document,
              List.of(describe(document) + ": not injected: " + reason.text()),
              List.of());
      case Injection.Refused(List<FieldError> errors) -> refused(document, pointer, errors);
    };
  }

  private static ObjectNode onlyPod(JsonNode template) {
    ObjectNode pod = template.deepCopy();
    pod.retain("metadata", "spec");
    return pod;
  }

  private static JsonNode replace(JsonNode document, String pointer, JsonNode template) {
    if (pointer.isEmpty()) {
      return template;
    }
    JsonPointer place = JsonPointer.compile(pointer);
    JsonNode copy = document.deepCopy();
    ((ObjectNode) copy.at(place.head())).set(place.last().getMatchingProperty(), template);
    return copy;
  }

  private static Outcome refused(JsonNode document, String pointer, List<FieldError> errors) {
    String prefix = pointer.isEmpty() ? "" : pointer.substring(1).replace('/', '.') + ".";
    return new Outcome(
        document,
        List.of(),
        errors.stream()
            .map(
                error ->
                    new FieldError(
                        describe(document) + ": " + prefix + error.field(),
                        error.value(),
                        error.reason()))
            .toList());
  }

  private static String describe(JsonNode document) {
    return document.path("kind").asText() + " " + document.at("/metadata/name").asText();
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
