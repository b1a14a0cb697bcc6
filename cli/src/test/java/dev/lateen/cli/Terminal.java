package dev.lateen.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Runs command lines in a folder, without a process, and keeps what they print. */
final class Terminal {
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private Clock clock = Clock.systemUTC();
  private String name = "lateen";
  private String input = "";

  Terminal(Path folder) {
    this.folder = folder;
  }

  Terminal with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Terminal at(Clock time) {
    clock = time;
    return this;
  }

  Terminal called(String program) {
    name = program;
    return this;
  }

  Terminal typing(String text) {
    input = text;
    return this;
  }

  Result run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var session =
        new Session(
            name,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.copyOf(environment),
            folder,
            clock);
    int exitCode = Lateen.run(session, arguments);
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** What a command line did. */
  record Result(int exitCode, String out, String err) {}
}
