package dev.lateen.operator.inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.crds.validation.FieldError;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Answers the API server's question whether a resource may be stored ({@code admission.k8s.io/v1}).
 * All errors of a resource are in one answer (TM-056).
 */
@Singleton
public class AdmissionReviewer {
  private static final String API_VERSION = "admission.k8s.io/v1";
  private static final int UNPROCESSABLE = 422;

  private final ResourceChecks checks;

  public AdmissionReviewer(ResourceChecks checks) {
    this.checks = checks;
  }

  /**
   * Answers one review.
   *
   * @param review an AdmissionReview with a request
   * @return an AdmissionReview with a response
   * @throws WebhookException when the review is not one
   */
  public JsonNode review(JsonNode review) {
    JsonNode request = review.path("request");
    String uid = request.path("uid").asText();
    if (!review.path("apiVersion").asText().equals(API_VERSION) || uid.isEmpty()) {
      throw new WebhookException(
          "apiVersion, request.uid: not a request of an AdmissionReview of " + API_VERSION);
    }
    return answer(uid, request.path("object"));
  }

  private JsonNode answer(String uid, JsonNode resource) {
    if (isBeingDeleted(resource)) {
      return response(uid, List.of(), List.of(), "");
    }
    var result = checks.check(resource);
    return response(uid, result.errors(), result.warnings(), describe(resource));
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

  private static ObjectNode response(
      String uid, List<FieldError> errors, List<FieldError> warnings, String subject) {
    ObjectNode review = JsonNodeFactory.instance.objectNode();
    review.put("apiVersion", API_VERSION).put("kind", "AdmissionReview");
    ObjectNode response = review.putObject("response");
    response.put("uid", uid).put("allowed", errors.isEmpty());
    if (!errors.isEmpty()) {
      response
          .putObject("status")
          .put("status", "Failure")
          .put("reason", "Invalid")
          .put("code", UNPROCESSABLE)
          .put("message", subject + ": " + join(errors));
    }
    if (!warnings.isEmpty()) {
      var list = response.putArray("warnings");
      warnings.forEach(warning -> list.add(warning.toString()));
    }
    return review;
  }

  private static String join(List<FieldError> errors) {
    return errors.stream().map(FieldError::toString).collect(Collectors.joining("\n"));
  }
}
