package dev.lateen.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InjectionCasesTest {

  static Stream<InjectionCase> cases() throws IOException {
    return InjectionCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void documentsBecomeWhatTheGoldenFileSays(InjectionCase given) throws IOException {
    // When
    WorkloadInjector injector = given.injector();
    String output = InjectionCase.render(given.input().stream().map(injector::inject).toList());
    if (Boolean.getBoolean("lateen.golden.update")) {
      Files.writeString(given.output(), output);
    }

    // Then
    assertThat(given.output())
        .as("run with -Dlateen.golden.update=true to rewrite it")
        .hasContent(output);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void injectingAgainChangesNothing(InjectionCase given) throws IOException {
    // Given
    WorkloadInjector injector = given.injector();

    for (var document : given.input()) {
      var once = injector.inject(document).document();

      // When
      var twice = injector.inject(once).document();

      // Then
      assertThat(twice).isEqualTo(once);
    }
  }
}
