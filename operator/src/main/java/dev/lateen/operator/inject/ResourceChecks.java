package dev.lateen.operator.inject;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.crds.validation.ResourceValidator;
import jakarta.inject.Singleton;
import java.util.List;

/** What is checked of a resource before it is stored: itself. */
@Singleton
public class ResourceChecks {

  /**
   * Checks a resource.
   *
   * @param resource as it is to be stored
   */
  public Result check(JsonNode resource) {
    return new Result(ResourceValidator.validate(resource).errors(), List.of());
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
