package dev.lateen.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the figures were made on.
 *
 * @param processor its model
 * @param processors how many there are
 * @param memoryMb of the machine, MiB
 * @param system kernel and its version
 * @param java the virtual machine
 * @param versions of the programs, as they say themselves
 */
public record Machine(
    String processor,
    int processors,
    long memoryMb,
    String system,
    String java,
    Map<String, String> versions) {

  /** This machine, and what these programs say about their version. */
  public static Machine here(Map<String, List<String>> commands) {
    Map<String, String> versions = new TreeMap<>();
    commands.forEach(
        (name, command) -> version(command).ifPresent(version -> versions.put(name, version)));
    return new Machine(
        field("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        field("/proc/meminfo", "MemTotal")
                .map(text -> Long.parseLong(text.replaceAll("\\D", "")))
                .orElse(0L)
            / 1024,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        versions);
  }

  private static Optional<String> field(String file, String name) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> version(List<String> command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      String program = command.getFirst();
      String name = Path.of(program).getFileName().toString();
      return output
          .lines()
          .map(line -> line.strip().replace(program, name)) // where it lies is nobody's business
          .filter(line -> !line.isEmpty())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
