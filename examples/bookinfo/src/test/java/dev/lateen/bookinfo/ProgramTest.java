package dev.lateen.bookinfo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.bookinfo.web.Routes;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the program as its own process, with the memory the sample promises to do with. */
@Timeout(60)
class ProgramTest {
  private static final Pattern LISTENING = Pattern.compile("listening role=ratings .* port=(\\d+)");

  @Test
  void servesUntilSigtermAndThenExitsWithZero() throws Exception {
    // Given
    Process program = start(Map.of("PORT", "0", "BIND_ADDRESS", "127.0.0.1"), "ratings");
    try (BufferedReader out = program.inputReader()) {
      Matcher listening = LISTENING.matcher(out.readLine());
      assertThat(listening.matches()).isTrue();

      // When
      String answer = request(Integer.parseInt(listening.group(1)), "/ratings");
      program.destroy();

      // Then
      assertThat(answer).startsWith("HTTP/1.1 200").endsWith("{\"Reviewer1\":5,\"Reviewer2\":4}\n");
      assertThat(program.waitFor()).isZero();
    } finally {
      program.destroyForcibly();
    }
  }

  @Test
  void refusesBadSettingsWithExitCode2() throws Exception {
    // When
    Process program = start(Map.of("PORT", "http", "VERSION", "v9"), "reviews");

    // Then
    assertThat(program.errorReader().lines())
        .contains(
            "bookinfo: PORT='http' cannot be used: use a number from 0 (any free port) to 65535",
            "bookinfo: VERSION='v9' cannot be used: use one of v1, v2, v3");
    assertThat(program.waitFor()).isEqualTo(2);
  }

  @Test
  void refusesAnUnknownRoleWithExitCode2() throws Exception {
    // When
    Process program = start(Map.of(), "reviewz");

    // Then
    assertThat(program.errorReader().readLine()).contains("role='reviewz' is unknown: use one of");
    assertThat(program.waitFor()).isEqualTo(2);
  }

  @Test
  void refusesAPortThatIsTakenWithExitCode2() throws Exception {
    // Given
    try (LocalService other = LocalService.of(Routes.none())) {
      String port = Integer.toString(other.url().getPort());

      // When
      Process program = start(Map.of("PORT", port, "BIND_ADDRESS", "127.0.0.1"), "details");

      // Then
      assertThat(program.errorReader().readLine())
          .startsWith("bookinfo: PORT='" + port + "' cannot be used on 127.0.0.1");
      assertThat(program.waitFor()).isEqualTo(2);
    }
  }

  private static Process start(Map<String, String> environment, String... arguments)
      throws IOException, URISyntaxException {
    Path classes =
        Path.of(Bookinfo.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx48m", "-cp", classes.toString(), Bookinfo.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static String request(int port, String path) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String head = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
