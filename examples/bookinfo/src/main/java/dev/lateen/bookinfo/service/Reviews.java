package dev.lateen.bookinfo.service;

import dev.lateen.bookinfo.Role;
import dev.lateen.bookinfo.Settings;
import dev.lateen.bookinfo.StarColor;
import dev.lateen.bookinfo.json.Json;
import dev.lateen.bookinfo.json.JsonException;
import dev.lateen.bookinfo.web.Reply;
import dev.lateen.bookinfo.web.Request;
import dev.lateen.bookinfo.web.Response;
import dev.lateen.bookinfo.web.Routes;
import dev.lateen.bookinfo.web.ServiceClient;
import dev.lateen.bookinfo.web.TraceHeaders;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The service {@code reviews}: what readers say, in v2 and v3 with stars from {@code ratings}.
 * Where ratings fails or is late, the reviews come without stars.
 */
public final class Reviews {
  private static final Logger LOG = System.getLogger(Reviews.class.getName());
  private static final List<Review> REVIEWS =
      List.of(
          new Review(
              "Reviewer1",
              "He mends a sail, cooks a stew and greets the moon, and makes all three sound like"
                  + " the finest company. I wanted to cast off the same evening.",
              Optional.empty()),
          new Review(
              "Reviewer2",
              "Dry, brave and funny, often in one line. The carpet tacks alone are worth the price;"
                  + " only a better map is missing.",
              Optional.empty()));

  private final Settings settings;
  private final ServiceClient client;
  private final URI ratings;

  private Reviews(Settings settings, ServiceClient client) {
    this.settings = settings;
    this.client = client;
    this.ratings = settings.ratingsUrl().resolve("/ratings");
  }

  /** Its routes: {@code /reviews}, {@code /reviews/0} and {@code /health}. */
  public static Routes routes(Settings settings, ServiceClient client) {
    Reviews reviews = new Reviews(settings, client);
    return Health.routes(Role.REVIEWS, settings)
        .get("/reviews", reviews::answer)
        .get("/reviews/" + Product.ID, reviews::answer);
  }

  private Response answer(Request request) {
    ReviewsDocument document =
        settings
            .starColor()
            .map(color -> withStars(request, color))
            .orElseGet(() -> document(Stars.NONE, REVIEWS));
    return Response.json(200, document.toJson()).with(Stars.HEADER, document.stars().title());
  }

  private ReviewsDocument withStars(Request request, StarColor color) {
    return askRatings(request)
        .map(found -> document(Stars.of(color), rated(found)))
        .orElseGet(() -> document(Stars.RATINGS_UNAVAILABLE, REVIEWS));
  }

  private Optional<Json> askRatings(Request request) {
    Reply reply =
        client.get(ratings, TraceHeaders.forwarded(request.headers()), settings.ratingsTimeout());
    if (reply instanceof Reply.Answered answered && answered.status() == 200) {
      try {
        return Optional.of(Json.parse(answered.body()));
      } catch (JsonException notJson) {
        LOG.log(Level.WARNING, "ratings unusable reason=\"{0}\"", notJson.getMessage());
        return Optional.empty();
      }
    }
    LOG.log(
        Level.WARNING,
        "ratings unavailable status={0} after_ms={1}",
        Integer.toString(reply.status()),
        Long.toString(reply.millis()));
    return Optional.empty();
  }

  private static List<Review> rated(Json ratings) {
    return REVIEWS.stream()
        .map(r -> new Review(r.reviewer(), r.text(), ratings.number(r.reviewer())))
        .toList();
  }

  private ReviewsDocument document(Stars stars, List<Review> reviews) {
    return new ReviewsDocument(settings.version(), settings.instance(), stars, reviews);
  }
}
