package dev.lateen.bookinfo.service;

import dev.lateen.bookinfo.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * What reviews answers.
 *
 * @param version the version that answered, such as v2
 * @param instance the pod or workload that answered
 * @param stars what stars the reviews have
 * @param reviews in the order in which to show them
 */
public record ReviewsDocument(String version, String instance, Stars stars, List<Review> reviews) {
  static final String RATINGS_ERROR = "Ratings service is currently unavailable";

  public ReviewsDocument {
    reviews = List.copyOf(reviews);
  }

  /** As JSON; each review has a {@code rating} with stars and colour, or with an error. */
  public Json toJson() {
    List<Json> items = reviews.stream().map(this::toJson).toList();
    return Json.object()
        .with("id", Product.ID)
        .with("version", version)
        .with("instance", instance)
        .with("stars", stars.title())
        .with("reviews", new Json.Items(items));
  }

  private Json toJson(Review review) {
    Json.Fields item =
        Json.object().with("reviewer", review.reviewer()).with("text", review.text());
    if (stars == Stars.RATINGS_UNAVAILABLE) {
      return item.with("rating", Json.object().with("error", RATINGS_ERROR));
    }
    return review
        .rating()
        .map(n -> item.with("rating", Json.object().with("stars", n).with("color", stars.title())))
        .orElse(item);
  }

  /** Reads JSON of {@link #toJson}; empty when something it needs is not there. */
  public static Optional<ReviewsDocument> fromJson(Json json) {
    if (json.at("reviews").isEmpty()) {
      return Optional.empty();
    }
    List<Review> reviews = json.items("reviews").stream().map(ReviewsDocument::review).toList();
    return json.text("stars")
        .flatMap(Stars::named)
        .map(
            stars ->
                new ReviewsDocument(
                    json.text("version").orElse("unknown"),
                    json.text("instance").orElse("unknown"),
                    stars,
                    reviews));
  }

  private static Review review(Json json) {
    return new Review(
        json.text("reviewer").orElse("unknown"),
        json.text("text").orElse(""),
        json.at("rating").flatMap(rating -> rating.number("stars")));
  }
}
