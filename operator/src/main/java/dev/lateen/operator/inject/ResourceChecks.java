package dev.lateen.operator.inject;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.crds.validation.ResourceValidator;
import dev.lateen.crds.validation.Validated;
import dev.lateen.operator.status.CurrentMesh;
import io.fabric8.kubernetes.client.CustomResource;
import jakarta.inject.Singleton;
import java.util.List;

/** What is checked of a resource before it is stored: itself, then beside what is there already. */
@Singleton
public class ResourceChecks {
  private final CurrentMesh mesh;

  public ResourceChecks(CurrentMesh mesh) {
    this.mesh = mesh;
  }

  /**
   * Checks a resource.
   *
   * @param resource as it is to be stored
   */
  public Result check(JsonNode resource) {
    return switch (ResourceValidator.validate(resource)) {
      case Validated.Invalid<CustomResource<?, ?>>(List<FieldError> errors) ->
          new Result(errors, List.of());
      case Validated.Valid<CustomResource<?, ?>>(CustomResource<?, ?> valid) ->
          mesh.view()
              .map(view -> new Rehearsal(view).of(valid))
              .orElseGet(() -> new Result(List.of(), List.of()));
    };
  }

  /**
   * What was found.
   *
   * @param errors why it cannot be stored; empty when it can
   * @param warnings what its author should know
   */
  public record Result(List<FieldError> errors, List<FieldError> warnings) {

    public Result {
      errors = List.copyOf(errors);
      warnings = List.copyOf(warnings);
    }
  }
}
