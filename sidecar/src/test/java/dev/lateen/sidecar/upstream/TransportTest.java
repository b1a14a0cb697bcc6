package dev.lateen.sidecar.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TransportTest {
  /** A program in which nothing has used a class before. */
  static final class Program {
    private Program() {}

    public static void main(String... arguments) {
      Transport.loops(1).shutdownGracefully();
    }
  }

  @Test
  @DisplayName("classes whose initialisation two loops could deadlock in are there before any loop")
  void headersAreInitialisedFirst() throws Exception {
    // When
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+init=info",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    String log = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    // Then
    assertThat(program.waitFor()).as(log).isZero();
    assertThat(log)
        .containsPattern(
            "Initializing 'io/netty/handler/codec/http/HttpHeaders'.* by thread \"main\"")
        .containsPattern(
            "Initializing 'io/netty/handler/codec/http/EmptyHttpHeaders'.* by thread \"main\"");
  }
}
