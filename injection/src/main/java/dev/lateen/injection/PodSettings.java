package dev.lateen.injection;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.crds.v1alpha1.ApiGroup;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.SidecarSettings;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.crds.validation.ResourceValidator;
import dev.lateen.crds.validation.Validated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings of the sidecar of one pod: those of the mesh, and what annotations say otherwise.
 * The schema of the ServiceMesh judges the outcome, so that the same values are good in both
 * places.
 */
final class PodSettings {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SIDECAR = "spec.sidecar";
  private static final Set<String> OTHERS =
      Set.of(InjectionNames.INJECT, InjectionNames.STATUS, InjectionNames.CAPTURE);

  private PodSettings() {}

  /**
   * The settings of a pod.
   *
   * @param mesh what holds where it says nothing
   * @param annotations its annotations
   * @return the settings, or every problem with its annotation
   */
  static Validated<SidecarSettings> of(SidecarSettings mesh, Map<String, String> annotations) {
    ObjectNode settings = JSON.valueToTree(mesh);
    List<FieldError> unknown = new ArrayList<>();
    annotations.forEach(
        (name, value) -> {
          if (name.startsWith(InjectionNames.PREFIX) && !OTHERS.contains(name)) {
            PodOverride.ofAnnotation(name)
                .ifPresentOrElse(
                    override -> put(settings, override, value),
                    () -> unknown.add(unknown(name, value)));
          }
        });
    List<FieldError> errors = new ArrayList<>(unknown);
    errors.addAll(judge(settings, annotations));
    return errors.isEmpty() ? read(settings) : new Validated.Invalid<>(errors);
  }

  private static void put(ObjectNode settings, PodOverride override, String value) {
    JsonPointer pointer = JsonPointer.compile(override.pointer());
    settings
        .withObject(pointer.head(), JsonNode.OverwriteMode.ALL, true)
        .set(pointer.last().getMatchingProperty(), override.parse(value));
  }

  private static List<FieldError> judge(ObjectNode settings, Map<String, String> annotations) {
    ObjectNode mesh = JSON.createObjectNode();
    mesh.put("apiVersion", ApiGroup.API_VERSION).put("kind", ServiceMesh.class.getSimpleName());
    mesh.putObject("metadata").put("name", "lateen");
    mesh.putObject("spec").set("sidecar", settings);
    return ResourceValidator.validate(mesh).errors().stream()
        .map(error -> ofAnnotation(error, annotations))
        .toList();
  }

  /** The error of a setting as one of the annotation that sets it. */
  private static FieldError ofAnnotation(FieldError error, Map<String, String> annotations) {
    return Arrays.stream(PodOverride.values())
        .filter(
            override -> error.field().startsWith(SIDECAR + override.pointer().replace('/', '.')))
        .filter(override -> annotations.containsKey(override.annotation()))
        .max((one, other) -> Integer.compare(one.pointer().length(), other.pointer().length()))
        .map(
            override ->
                new FieldError(
                    field(override.annotation()),
                    "\"" + annotations.get(override.annotation()) + "\"",
                    error.reason()))
        .orElse(error);
  }

  private static FieldError unknown(String name, String value) {
    String known =
        Arrays.stream(PodOverride.values())
            .map(override -> override.annotation().substring(InjectionNames.PREFIX.length()))
            .collect(Collectors.joining(", "));
    return new FieldError(
        field(name),
        "\"" + value + "\"",
        "no such setting: remove it, or write one of inject, " + known);
  }

  private static String field(String annotation) {
    return "metadata.annotations[" + annotation + "]";
  }

  private static Validated<SidecarSettings> read(ObjectNode settings) {
    try {
      return new Validated.Valid<>(JSON.treeToValue(settings, SidecarSettings.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the schema lets through what the model cannot hold", e);
    }
  }
}
