package dev.lateen.bookinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @Test
  void hasTheDefaultsOfTheSampleWhenNothingIsSet() {
    // When
    Settings settings = Settings.from(Role.PRODUCTPAGE, Map.of("PORT", " "));

    // Then
    assertThat(settings.listen()).isEqualTo(new InetSocketAddress("0.0.0.0", 9080));
    assertThat(settings.instance()).isEqualTo("productpage-v1");
    assertThat(settings.reviewsUrl()).isEqualTo(URI.create("http://reviews:9080"));
    assertThat(settings.proxy()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"v1,,10000", "v2,BLACK,10000", "v3,RED,2500"})
  void knowsTheVersionsOfReviews(String version, StarColor color, long timeoutMillis) {
    // When
    Settings settings = Settings.from(Role.REVIEWS, Map.of("VERSION", version));

    // Then
    assertThat(settings.starColor().orElse(null)).isEqualTo(color);
    assertThat(settings.ratingsTimeout()).isEqualTo(Duration.ofMillis(timeoutMillis));
    assertThat(settings.instance()).isEqualTo("reviews-" + version);
  }

  @Test
  void letsTheEnvironmentOverrideWhatTheVersionSays() {
    // When
    Settings on =
        Settings.from(Role.REVIEWS, Map.of("ENABLE_RATINGS", "true", "STAR_COLOR", "red"));
    Settings off = Settings.from(Role.REVIEWS, Map.of("VERSION", "v2", "ENABLE_RATINGS", "false"));

    // Then
    assertThat(on.starColor()).contains(StarColor.RED);
    assertThat(off.starColor()).isEmpty();
  }

  @Test
  void doesNotResolveTheNameOfTheProxyItself() {
    // When
    Settings settings =
        Settings.from(Role.REVIEWS, Map.of("http_proxy", "http://sidecar.invalid:15081"));

    // Then
    assertThat(settings.proxy())
        .contains(InetSocketAddress.createUnresolved("sidecar.invalid", 15081));
  }

  @Test
  void namesEveryVariableItsValueAndTheFixAtOnce() {
    // Given
    Map<String, String> environment =
        Map.of(
            "PORT", "99999",
            "BIND_ADDRESS", "localhost",
            "VERSION", "v4",
            "ENABLE_RATINGS", "yes",
            "STAR_COLOR", "blue",
            "INSTANCE_NAME", "a b",
            "DETAILS_URL", "https://details:9080",
            "RATINGS_URL", "http://ratings:9080/ratings",
            "http_proxy", "127.0.0.1:15081");

    // When
    SettingsException bad =
        catchThrowableOfType(
            SettingsException.class, () -> Settings.from(Role.REVIEWS, environment));

    // Then
    assertThat(bad.problems())
        .hasSize(environment.size())
        .allSatisfy(problem -> assertThat(problem).contains("' cannot be used: use "));
    environment.forEach(
        (name, value) ->
            assertThat(bad.problems()).anyMatch(p -> p.startsWith(name + "='" + value + "' ")));
  }
}
