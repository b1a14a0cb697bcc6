package dev.lateen.operator.inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The question of an {@code AdmissionReview} of {@code admission.k8s.io/v1}, and the forms of its
 * answer.
 *
 * @param uid by which the answer is known
 * @param namespace where the object is to live; empty for one of the cluster
 * @param object as it is to be stored
 */
record AdmissionRequest(String uid, String namespace, JsonNode object) {
  private static final String API_VERSION = "admission.k8s.io/v1";
  private static final int UNPROCESSABLE = 422;

  /**
   * Reads a review.
   *
   * @throws WebhookException when it is none
   */
  static AdmissionRequest of(JsonNode review) {
    JsonNode request = review.path("request");
    String uid = request.path("uid").asText();
    if (!review.path("apiVersion").asText().equals(API_VERSION) || uid.isEmpty()) {
      throw new WebhookException(
          "apiVersion, request.uid: not a request of an AdmissionReview of " + API_VERSION);
    }
    return new AdmissionRequest(uid, request.path("namespace").asText(), request.path("object"));
  }

  /** The object may be stored. */
  ObjectNode allowed() {
    return response(true);
  }

  /** The object may not be stored. */
  ObjectNode refused(String message) {
    ObjectNode review = response(false);
    review
        .withObject("/response")
        .putObject("status")
        .put("status", "Failure")
        .put("reason", "Invalid")
        .put("code", UNPROCESSABLE)
        .put("message", message);
    return review;
  }

  private ObjectNode response(boolean allowed) {
    ObjectNode review = JsonNodeFactory.instance.objectNode();
    review.put("apiVersion", API_VERSION).put("kind", "AdmissionReview");
    review.putObject("response").put("uid", uid).put("allowed", allowed);
    return review;
  }
}
