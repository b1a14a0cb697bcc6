package dev.lateen.sidecar.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.CorsPolicy;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CorsTest {
  private static final String ORIGIN = "https://shop.example.com";

  private static HttpHeaders answer(boolean credentials, HttpHeaders request) {
    var policy =
        new CorsPolicy(
            List.of(),
            Optional.of("*"),
            Optional.of("*"),
            Optional.empty(),
            Optional.empty(),
            credentials,
            false);
    var response = new DefaultHttpHeaders();
    Cors.answerPreflight(policy, ORIGIN, request, response);
    return response;
  }

  private static HttpHeaders preflight() {
    return new DefaultHttpHeaders()
        .set("access-control-request-method", "PUT")
        .set("access-control-request-headers", "x-one, x-two");
  }

  @Test
  @DisplayName("TM-100 with credentials a preflight is told what it asked for, not *")
  void credentialsNeedNames() {
    // When
    HttpHeaders response = answer(true, preflight());

    // Then
    assertThat(response.get("access-control-allow-methods")).isEqualTo("PUT");
    assertThat(response.get("access-control-allow-headers")).isEqualTo("x-one, x-two");
  }

  @Test
  void nothingIsSaidOfHeadersThatNobodyAskedFor() {
    // When
    HttpHeaders response =
        answer(true, new DefaultHttpHeaders().set("access-control-request-method", "PUT"));

    // Then
    assertThat(response.contains("access-control-allow-headers")).isFalse();
  }

  @Test
  void withoutCredentialsEverythingIsAllowed() {
    // When
    HttpHeaders response = answer(false, preflight());

    // Then
    assertThat(response.get("access-control-allow-methods")).isEqualTo("*");
    assertThat(response.get("access-control-allow-headers")).isEqualTo("*");
  }
}
