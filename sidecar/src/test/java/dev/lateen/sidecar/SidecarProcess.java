package dev.lateen.sidecar;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged sidecar as its launcher starts it. */
final class SidecarProcess implements AutoCloseable {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern ADMIN =
      Pattern.compile("admin listening address=127\\.0\\.0\\.1 port=(\\d+)");

  private final Process process;
  private final Path log;

  private SidecarProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static SidecarProcess start(Map<String, String> environment) {
    try {
      Path log = Files.createTempFile(Path.of("target"), "sidecar", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(ROOT.resolve("bin/lateen-sidecar").toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().keySet().removeIf(name -> name.startsWith("LATEEN_"));
      builder.environment().putAll(environment);
      return new SidecarProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> lines() {
    return output().lines().toList();
  }

  /** Waits until the admin port is known. */
  int adminPort() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> ADMIN.matcher(output()).find() || !process.isAlive());
    Matcher matcher = ADMIN.matcher(output());
    if (!matcher.find()) {
      throw new AssertionError("the sidecar ended: " + output());
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitCode() {
    await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
