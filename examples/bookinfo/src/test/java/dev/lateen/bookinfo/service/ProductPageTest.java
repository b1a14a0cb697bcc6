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
import org.junit.jupiter.params.provider.ValueSource;

class ProductPageTest {
  private static final Response FACTS =
      Response.json(200, Json.object().with("author", "Joshua Slocum").with("instance", "d-1"));

  private final ServiceClient client = new ServiceClient(Optional.empty());

  @AfterEach
  void closeClient() {
    client.close();
  }

  @Test
  void showsDetailsReviewsAndWhoAnswered() {
    // Given
    try (LocalService details = LocalService.answering("/details", FACTS);
        LocalService reviews = LocalService.answering("/reviews", reviews(Stars.RED, "Good."));
        LocalService page = page(details, reviews)) {
      // When
      HttpResponse<String> response = page.get("/productpage");

      // Then
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("x-bookinfo-stars")).contains("red");
      assertThat(response.body())
          .contains("<dt>Author</dt><dd>Joshua Slocum</dd>")
          .contains("data-stars=\"red\"")
          .contains("aria-label=\"3 of 5 stars, red\"")
          .contains("pod-7 · v3")
          .contains("Sign in")
          .doesNotContain("Sorry")
          .doesNotContain("{{");
    }
  }

  @Test
  void passesTheCookieOfJasonAndTheTraceOnToBothServices() {
    // Given
    try (LocalService details = LocalService.answering("/details", FACTS);
        LocalService reviews = LocalService.answering("/reviews", reviews(Stars.NONE, "Good."));
        LocalService page = page(details, reviews)) {
      // When
      HttpResponse<String> response =
          page.get("/productpage", Map.of("Cookie", "lang=en; user=jason", "x-request-id", "r-1"));

      // Then
      assertThat(response.body()).contains("<strong id=\"user\">jason</strong>");
      for (LocalService service : List.of(details, reviews)) {
        assertThat(service.requests())
            .singleElement()
            .satisfies(
                request -> {
                  assertThat(request.headers().get("cookie")).isEqualTo(List.of("user=jason"));
                  assertThat(request.headers().getFirst("x-request-id")).isEqualTo("r-1");
                });
      }
    }
  }

  @Test
  void saysSorryAfterOneTryOfDetailsAndTwoOfReviewsWhenNoneAnswersInTime() {
    // Given
    try (LocalService details = LocalService.hanging("/details");
        LocalService reviews = LocalService.hanging("/reviews");
        LocalService page = page(details, reviews)) {
      // When
      HttpResponse<String> response = page.get("/productpage");

      // Then
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("x-bookinfo-stars")).contains("reviews-unavailable");
      assertThat(response.body())
          .contains("Error fetching product details!")
          .contains("Sorry, product details are currently unavailable for this book.")
          .contains("Error fetching product reviews!")
          .contains("Sorry, product reviews are currently unavailable for this book.");
      assertThat(details.requests()).hasSize(1);
      assertThat(reviews.requests()).hasSize(2);
    }
  }

  @Test
  void passesTheStatusOfAFailureOnToCallersOfTheApi() {
    // Given
    try (LocalService details = LocalService.answering("/details", Response.error(403, "no"));
        LocalService reviews = LocalService.answering("/reviews", Response.html(200, "<p>"));
        LocalService page = page(details, reviews)) {
      // When
      HttpResponse<String> denied = page.get("/api/v1/products/0");
      HttpResponse<String> nonsense = page.get("/api/v1/products/0/reviews");

      // Then
      assertThat(denied.statusCode()).isEqualTo(403);
      assertThat(denied.body()).contains("Error fetching product details!");
      assertThat(nonsense.statusCode()).isEqualTo(502);
      assertThat(nonsense.body()).contains("Sorry, product reviews are currently unavailable");
    }
  }

  @Test
  void givesTheSameAsJson() {
    // Given
    try (LocalService details = LocalService.answering("/details", FACTS);
        LocalService reviews = LocalService.answering("/reviews", reviews(Stars.BLACK, "Good."));
        LocalService page = page(details, reviews)) {
      // Then
      assertThat(page.get("/api/v1/products").body()).contains("\"id\":\"0\"");
      assertThat(page.get("/api/v1/products/0").body()).isEqualTo(FACTS.body());
      assertThat(page.get("/api/v1/products/0/reviews").body())
          .contains("\"version\":\"v3\"")
          .contains("\"rating\":{\"stars\":3,\"color\":\"black\"}");
      assertThat(page.get("/").body()).contains("href=\"/productpage\"");
      assertThat(page.get("/health").body()).contains("\"service\":\"productpage\"");
    }
  }

  @Test
  void showsWhatOthersSayAsTextOnly() {
    // Given
    String attack = "<script>alert(1)</script>";
    try (LocalService details =
            LocalService.answering(
                "/details", Response.json(200, Json.object().with("author", attack)));
        LocalService reviews = LocalService.answering("/reviews", reviews(Stars.RED, attack));
        LocalService page = page(details, reviews)) {
      // When
      HttpResponse<String> shown = page.get("/productpage");
      HttpResponse<String> refused = page.send("POST", "/login", "username=%3Cscript%3E");

      // Then
      assertThat(shown.body()).doesNotContain("<script").contains("&lt;script&gt;alert(1)");
      assertThat(refused.body()).doesNotContain("<script").contains("&lt;script&gt;");
      assertThat(shown.headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'");
    }
  }

  @Test
  void logsInAndOut() {
    // Given
    try (LocalService details = LocalService.answering("/details", FACTS);
        LocalService page = page(details, details)) {
      // When
      HttpResponse<String> in = page.send("POST", "/login", "a=b&username=jason&passwd=x");
      HttpResponse<String> out = page.get("/logout");

      // Then
      assertThat(in.statusCode()).isEqualTo(303);
      assertThat(in.headers().firstValue("Location")).contains("/productpage");
      assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
          .startsWith("user=jason; Path=/;");
      assertThat(out.headers().firstValue("Set-Cookie").orElseThrow())
          .startsWith("user=; Path=/; Max-Age=0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "username=", "username=a%0d%0ab", "username=%zz", "username=a;b"})
  void refusesNamesThatDoNotFitIntoACookie(String form) {
    // Given
    try (LocalService details = LocalService.answering("/details", FACTS);
        LocalService page = page(details, details)) {
      // When
      HttpResponse<String> response = page.send("POST", "/login", form);

      // Then
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  private LocalService page(LocalService details, LocalService reviews) {
    Map<String, String> environment =
        Map.of("DETAILS_URL", details.url().toString(), "REVIEWS_URL", reviews.url().toString());
    return LocalService.of(
        ProductPage.routes(Settings.from(Role.PRODUCTPAGE, environment), client));
  }

  private static Response reviews(Stars stars, String text) {
    List<Review> reviews = List.of(new Review("Reviewer1", text, Optional.of(3)));
    return Response.json(200, new ReviewsDocument("v3", "pod-7", stars, reviews).toJson());
  }
}
