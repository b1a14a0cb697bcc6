package dev.lateen.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs of this machine that talk to the cluster of the tests. */
final class Programs {
  private Programs() {}

  static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  static String kubectl(String... words) {
    return must(with("kubectl", words), "");
  }

  static List<String> lines(String... words) {
    return kubectl(words).lines().filter(line -> !line.isBlank()).toList();
  }

  /** Applies documents to a namespace. */
  static String apply(String namespace, String documents) {
    return must(with("kubectl", "apply", "-n", namespace, "-f", "-"), documents);
  }

  static String lateen(String... words) {
    return must(with(repository().resolve("bin/lateen").toString(), words), "");
  }

  /** A program to start, from the root of the repository. */
  static ProcessBuilder program(List<String> command) {
    var program = new ProcessBuilder(command);
    program.directory(repository().toFile()).redirectErrorStream(true);
    Cluster.configuration()
        .ifPresent(file -> program.environment().put(Cluster.KUBECONFIG, file.toString()));
    return program;
  }

  /** All that a program said; it must end well. */
  static String must(List<String> command, String input) {
    try {
      Process process = program(command).start();
      try (var toProgram = process.getOutputStream()) {
        toProgram.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new IllegalStateException(String.join(" ", command) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> with(String program, String... words) {
    return Stream.concat(Stream.of(program), Stream.of(words)).toList();
  }
}
