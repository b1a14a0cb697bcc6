package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.cli.target.TargetException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RotationWatchTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private static ObjectNode mesh(String identity) {
    try {
      return (ObjectNode)
          new ObjectMapper()
              .readTree("{\"status\": {\"identity\": {" + identity.replace('\'', '"') + "}}}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode mesh(int root, String phase, String confirmed) {
    return mesh(
        "'rootGeneration': %d, 'phase': '%s', 'confirmed': '%s'".formatted(root, phase, confirmed));
  }

  private void watch(Supplier<ObjectNode> mesh, Duration timeout) {
    var printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    var session =
        new Session(
            "lateen",
            InputStream.nullInputStream(),
            printed,
            printed,
            Map.of(),
            Path.of(""),
            Clock.systemUTC());
    new RotationWatch(session, mesh, timeout).until(2);
  }

  @Test
  void eachStepIsToldOnceWhenItHappens() {
    // Given
    Iterator<ObjectNode> states =
        List.of(
                mesh(1, "STEADY", "3/3"),
                mesh(1, "DISTRIBUTING", "1/3"),
                mesh(1, "DISTRIBUTING", "1/3"),
                mesh(1, "DISTRIBUTING", "3/3"),
                mesh(2, "RETIRING", "3/3"),
                mesh(2, "STEADY", "3/3"))
            .iterator();

    // When
    watch(states::next, Duration.ofMinutes(1));

    // Then
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "waiting for the operator to begin",
            "root 1 issues, the next is made known: 1/3 confirmed",
            "root 1 issues, the next is made known: 3/3 confirmed",
            "root 2 issues, certificates below the previous one are replaced",
            "root 2 issues and is trusted alone");
  }

  @Test
  void whoGivesUpIsToldThatItGoesOn() {
    assertThatThrownBy(() -> watch(() -> mesh(1, "DISTRIBUTING", "1/3"), Duration.ZERO))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("run it again to watch");
  }
}
