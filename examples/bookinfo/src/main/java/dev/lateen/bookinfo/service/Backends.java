package dev.lateen.bookinfo.service;

import dev.lateen.bookinfo.Settings;
import dev.lateen.bookinfo.json.Json;
import dev.lateen.bookinfo.json.JsonException;
import dev.lateen.bookinfo.web.Reply;
import dev.lateen.bookinfo.web.ServiceClient;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The services behind productpage, with the time and the tries it gives them. */
final class Backends {
  private static final Logger LOG = System.getLogger(Backends.class.getName());
  private static final Duration DETAILS_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration REVIEWS_TIMEOUT = Duration.ofSeconds(3);
  private static final int REVIEWS_TRIES = 2;

  private final ServiceClient client;
  private final URI details;
  private final URI reviews;

  Backends(Settings settings, ServiceClient client) {
    this.client = client;
    this.details = settings.detailsUrl().resolve("/details");
    this.reviews = settings.reviewsUrl().resolve("/reviews");
  }

  /** The facts of the book: one try of 1 s. */
  Part<Json> details(Map<String, String> headers) {
    return read(client.get(details, headers, DETAILS_TIMEOUT), Optional::of, 0);
  }

  /** The reviews: two tries of 3 s, the second after any failure of the first. */
  Part<ReviewsDocument> reviews(Map<String, String> headers) {
    Part<ReviewsDocument> part = new Part.Missing<>(503, 0);
    for (int tried = 0; tried < REVIEWS_TRIES; tried++) {
      Reply reply = client.get(reviews, headers, REVIEWS_TIMEOUT);
      part = read(reply, ReviewsDocument::fromJson, part.millis());
      if (part instanceof Part.Present<ReviewsDocument>) {
        return part;
      }
    }
    return part;
  }

  private static <T> Part<T> read(
      Reply reply, Function<Json, Optional<T>> reader, long earlierMillis) {
    long millis = earlierMillis + reply.millis();
    if (reply instanceof Reply.Answered answered && answered.status() == 200) {
      return parse(answered.body())
          .flatMap(reader)
          .<Part<T>>map(value -> new Part.Present<>(value, millis))
          .orElseGet(() -> new Part.Missing<>(502, millis));
    }
    LOG.log(Level.WARNING, "part of the page is missing reply={0}", describe(reply));
    return new Part.Missing<>(reply.status(), millis);
  }

  private static Optional<Json> parse(String body) {
    try {
      return Optional.of(Json.parse(body));
    } catch (JsonException notJson) {
      LOG.log(Level.WARNING, "part of the page is unusable reason=\"{0}\"", notJson.getMessage());
      return Optional.empty();
    }
  }

  private static String describe(Reply reply) {
    return switch (reply) {
      case Reply.Answered answered -> "status " + answered.status();
      case Reply.TimedOut late -> "timeout after " + late.millis() + " ms";
      case Reply.Failed failed -> failed.reason();
    };
  }
}
