package dev.lateen.bookinfo.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lateen.bookinfo.LocalService;
import dev.lateen.bookinfo.SettingsException;
import dev.lateen.bookinfo.web.Response;
import dev.lateen.bookinfo.web.Routes;
import dev.lateen.bookinfo.web.ServiceClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {

  @Test
  void countsByStatusAndByColour() {
    // Given
    AtomicInteger count = new AtomicInteger();
    Routes routes =
        Routes.none()
            .get(
                "/",
                _ ->
                    count.incrementAndGet() % 4 == 0
                        ? Response.error(503, "busy")
                        : Response.html(200, "").with("x-bookinfo-stars", "red"));
    try (LocalService service = LocalService.of(routes);
        ServiceClient client = new ServiceClient(Optional.empty())) {
      // When
      String report = new LoadGenerator(client).run(new LoadPlan(service.url(), 40, 1));

      // Then
      assertThat(report.lines())
          .startsWith(
              "requests 40",
              "status 200: 30",
              "status 503: 10",
              "stars red: 30",
              "stars unknown: 10")
          .last()
          .asString()
          .startsWith("latency p50 ");
    }
  }

  @Test
  void namesEveryArgumentThatCannotBeUsed() {
    // When
    SettingsException bad =
        catchThrowableOfType(
            SettingsException.class, () -> LoadPlan.parse(List.of("https://x", "0", "1.5")));

    // Then
    assertThat(bad.problems())
        .satisfiesExactly(
            url -> assertThat(url).startsWith("url='https://x' cannot be used"),
            rate -> assertThat(rate).startsWith("requests per second='0' cannot be used"),
            time -> assertThat(time).startsWith("seconds='1.5' cannot be used"));
  }

  @Test
  void saysHowItIsUsedWhenArgumentsAreMissing() {
    // When
    SettingsException bad =
        catchThrowableOfType(SettingsException.class, () -> LoadPlan.parse(List.of()));

    // Then
    assertThat(bad).hasMessageContaining("load <url> <requests per second> <seconds>");
  }
}
