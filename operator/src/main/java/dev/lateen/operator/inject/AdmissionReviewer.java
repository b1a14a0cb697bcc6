package dev.lateen.operator.inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.crds.validation.FieldError;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Answers whether a resource of ours may be stored. All errors of a resource are in one answer
 * (TM-056).
 */
@Singleton
public class AdmissionReviewer implements Reviewer {
  private final ResourceChecks checks;

  public AdmissionReviewer(ResourceChecks checks) {
    this.checks = checks;
  }

  @Override
  public JsonNode review(AdmissionRequest request) {
    JsonNode resource = request.object();
    if (isBeingDeleted(resource)) {
      return request.allowed();
    }
    var result = checks.check(resource);
    ObjectNode review =
        result.errors().isEmpty()
            ? request.allowed()
            : request.refused(describe(resource) + ": " + join(result.errors()));
    if (!result.warnings().isEmpty()) {
      var list = review.withObject("/response").putArray("warnings");
      result.warnings().forEach(warning -> list.add(warning.toString()));
    }
    return review;
  }

  /** Finalizers must be able to go, whatever the rest looks like. */
  private static boolean isBeingDeleted(JsonNode resource) {
    return !resource.isObject() || resource.at("/metadata/deletionTimestamp").isTextual();
  }

  private static String describe(JsonNode resource) {
    return "%s %s/%s"
        .formatted(
            resource.path("kind").asText(),
            resource.at("/metadata/namespace").asText(),
            resource.at("/metadata/name").asText());
  }

  private static String join(List<FieldError> errors) {
    return errors.stream().map(FieldError::toString).collect(Collectors.joining("\n"));
  }
}
