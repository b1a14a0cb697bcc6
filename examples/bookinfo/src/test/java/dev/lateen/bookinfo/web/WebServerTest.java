package dev.lateen.bookinfo.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.bookinfo.LocalService;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class WebServerTest {

  @Test
  void answersUnknownPathsAndMethodsWithWhatIsWrong() {
    // Given
    Routes routes = Routes.none().get("/a", _ -> Response.error(200, "a"));
    try (LocalService service = LocalService.of(routes)) {
      // When
      HttpResponse<String> unknown = service.get("/b");
      HttpResponse<String> wrongMethod = service.send("DELETE", "/a", "");

      // Then
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(wrongMethod.statusCode()).isEqualTo(405);
      assertThat(wrongMethod.headers().firstValue("Allow")).contains("GET");
    }
  }

  @Test
  void answersHeadLikeGetWithoutABody() {
    // Given
    try (LocalService service =
        LocalService.of(Routes.none().get("/a", _ -> Response.html(200, "text")))) {
      // When
      HttpResponse<String> head = service.send("HEAD", "/a", "");

      // Then
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    }
  }

  @Test
  void refusesBodiesThatAreTooLarge() {
    // Given
    try (LocalService service =
        LocalService.of(Routes.none().post("/a", r -> Response.html(200, r.body())))) {
      // When
      HttpResponse<String> largest = service.send("POST", "/a", "x".repeat(WebServer.LARGEST_BODY));
      HttpResponse<String> larger =
          service.send("POST", "/a", "x".repeat(WebServer.LARGEST_BODY + 1));

      // Then
      assertThat(largest.statusCode()).isEqualTo(200);
      assertThat(larger.statusCode()).isEqualTo(413);
    }
  }

  @Test
  void answersWith500WhenAHandlerFailsAndTellsNothingOfWhy() {
    // Given
    try (LocalService service =
        LocalService.of(
            Routes.none()
                .get(
                    "/a",
                    _ -> {
                      throw new IllegalStateException("inner workings");
                    }))) {
      // When
      HttpResponse<String> failed = service.get("/a");

      // Then
      assertThat(failed.statusCode()).isEqualTo(500);
      assertThat(failed.body()).doesNotContain("inner workings");
    }
  }
}
