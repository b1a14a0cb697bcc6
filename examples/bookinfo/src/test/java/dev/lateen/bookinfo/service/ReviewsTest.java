package dev.lateen.bookinfo.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.bookinfo.LocalService;
import dev.lateen.bookinfo.Role;
import dev.lateen.bookinfo.Settings;
import dev.lateen.bookinfo.json.Json;
import dev.lateen.bookinfo.web.Response;
import dev.lateen.bookinfo.web.ServiceClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewsTest {
  private final ServiceClient client = new ServiceClient(Optional.empty());

  @AfterEach
  void closeClient() {
    client.close();
  }

  @ParameterizedTest
  @CsvSource({"v2,black", "v3,red"})
  void showsStarsFromRatingsInTheColourOfTheVersion(String version, String color) {
    // Given
    try (LocalService ratings = LocalService.of(Ratings.routes(settings(Role.RATINGS, Map.of())));
        LocalService reviews = reviews(version, ratings)) {
      // When
      HttpResponse<String> response = reviews.get("/reviews");

      // Then
      Json json = Json.parse(response.body());
      assertThat(json.text("version")).contains(version);
      assertThat(json.text("instance")).contains("reviews-" + version);
      assertThat(json.text("stars")).contains(color);
      assertThat(json.items("reviews"))
          .extracting(review -> review.at("rating").map(Json::toString))
          .containsExactly(
              Optional.of("{\"stars\":5,\"color\":\"" + color + "\"}"),
              Optional.of("{\"stars\":4,\"color\":\"" + color + "\"}"));
      assertThat(response.headers().firstValue("x-bookinfo-stars")).contains(color);
    }
  }

  @Test
  void asksNobodyForStarsInV1() {
    // Given
    try (LocalService ratings = LocalService.answering("/ratings", Response.error(200, ""));
        LocalService reviews = reviews("v1", ratings)) {
      // When
      HttpResponse<String> response = reviews.get("/reviews");

      // Then
      assertThat(ratings.requests()).isEmpty();
      assertThat(response.body()).contains("\"stars\":\"none\"").doesNotContain("rating\"");
    }
  }

  @Test
  void passesTheUserAndTheTraceOnToRatings() {
    // Given
    try (LocalService ratings = LocalService.answering("/ratings", Response.error(200, ""));
        LocalService reviews = reviews("v2", ratings)) {
      // When
      reviews.get("/reviews", Map.of("Cookie", "user=jason", "x-b3-traceid", "4711"));

      // Then
      assertThat(ratings.requests())
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.headers().get("cookie")).isEqualTo(List.of("user=jason"));
                assertThat(request.headers().getFirst("x-b3-traceid")).isEqualTo("4711");
              });
    }
  }

  @Test
  void showsReviewsWithoutStarsWhenRatingsFails() {
    // Given
    try (LocalService ratings = LocalService.answering("/ratings", Response.error(403, "denied"));
        LocalService reviews = reviews("v3", ratings)) {
      // Then
      assertRatingsUnavailable(reviews.get("/reviews"));
    }
  }

  @Test
  void showsReviewsWithoutStarsWhenRatingsAnswersNonsense() {
    // Given
    try (LocalService ratings = LocalService.answering("/ratings", Response.html(200, "<p>"));
        LocalService reviews = reviews("v3", ratings)) {
      // Then
      assertRatingsUnavailable(reviews.get("/reviews"));
    }
  }

  @Test
  void showsReviewsWithoutStarsWhenRatingsIsTooLateForV3() {
    // Given
    try (LocalService ratings = LocalService.hanging("/ratings");
        LocalService reviews = reviews("v3", ratings)) {
      // Then
      assertRatingsUnavailable(reviews.get("/reviews"));
    }
  }

  private static void assertRatingsUnavailable(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("x-bookinfo-stars")).contains("ratings-unavailable");
    assertThat(Json.parse(response.body()).items("reviews"))
        .hasSize(2)
        .allSatisfy(
            review ->
                assertThat(review.at("rating"))
                    .hasToString(
                        "Optional[{\"error\":\"Ratings service is currently unavailable\"}]"));
  }

  private LocalService reviews(String version, LocalService ratings) {
    Map<String, String> environment =
        Map.of("VERSION", version, "RATINGS_URL", ratings.url().toString());
    return LocalService.of(Reviews.routes(settings(Role.REVIEWS, environment), client));
  }

  private static Settings settings(Role role, Map<String, String> environment) {
    return Settings.from(role, environment);
  }
}
