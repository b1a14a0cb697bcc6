package dev.lateen.operator.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchProblemTest {

  @ParameterizedTest
  @CsvSource({
    "404, DefinitionMissing",
    "401, NotAllowed",
    "403, NotAllowed",
    "500, Unreachable",
  })
  void answerOfTheApiServerSaysWhatIsMissing(int code, String problem) {
    // Given
    var status = new StatusBuilder().withCode(code).withMessage("no").build();
    var failure = new CompletionException(new KubernetesClientException(status));

    // When
    var found = WatchProblem.of("routerules.lateen.dev", failure);

    // Then
    assertThat(found.getClass().getSimpleName()).isEqualTo(problem);
    assertThat(found.message()).contains("routerules.lateen.dev");
  }

  @Test
  void failureWithoutAnAnswerIsUnreachable() {
    // When
    var found = WatchProblem.of("pods", new IOException("connection refused"));

    // Then
    assertThat(found.message()).isEqualTo("pods cannot be read: connection refused");
  }
}
