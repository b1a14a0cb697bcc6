package dev.lateen.operator.inject;

import com.fasterxml.jackson.databind.JsonNode;

/** Answers one question of the API server. Safe for use by many threads; may block. */
@FunctionalInterface
interface Reviewer {
  /**
   * Answers a review.
   *
   * @param request what is asked
   * @return an AdmissionReview with a response
   * @throws WebhookException when there is no answer, so that the failure policy decides
   */
  JsonNode review(AdmissionRequest request);
}
