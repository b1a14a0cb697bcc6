package dev.lateen.sidecar.dataplane;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lateen.sidecar.config.Kernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Two network namespaces that reach nobody but each other: that of a pod, 10.99.0.1 and fd99::1,
 * and the world, 10.99.0.2, 10.97.0.1 and fd99::2, to which everything else goes. Needs root.
 */
final class PodNetwork implements AutoCloseable {
  private static final String PREFIX = "lt" + ProcessHandle.current().pid();
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  final String pod = PREFIX + "p";
  final String world = PREFIX + "w";
  private final List<Process> processes = new ArrayList<>();

  /** How a command ended, and all it said. */
  record Result(int exit, String output) {}

  /** Makes both, or has the test skipped where that is not possible. */
  PodNetwork() throws Exception {
    assumeTrue(run("id", "-u").output().strip().equals("0"), "needs root to make namespaces");
    Result made = run("ip", "netns", "add", pod);
    assumeTrue(made.exit() == 0, "network namespaces are not available: " + made.output());
    try {
      must("ip", "netns", "add", world);
      must("ip", "link", "add", pod, "netns", pod, "type", "veth", "peer", world, "netns", world);
      for (String namespace : List.of(pod, world)) {
        must("ip", "-n", namespace, "link", "set", "lo", "up");
        must("ip", "-n", namespace, "link", "set", namespace, "up");
      }
      address(pod, "10.99.0.1/24", "fd99::1/64");
      address(world, "10.99.0.2/24", "fd99::2/64", "10.97.0.1/32");
      must("ip", "-n", pod, "route", "add", "default", "via", "10.99.0.2");
    } catch (Exception | Error e) {
      close();
      throw e;
    }
  }

  private static void address(String namespace, String... addresses) throws Exception {
    for (String address : addresses) {
      if (address.indexOf(':') < 0) {
        must("ip", "-n", namespace, "address", "add", address, "dev", namespace);
      } else if (Kernel.hasIpv6()) {
        must("ip", "-n", namespace, "address", "add", address, "dev", namespace, "nodad");
      }
    }
  }

  /** Runs a command to its end in a namespace. */
  static Result in(String namespace, String... command) throws InterruptedException {
    return run(inside(namespace, List.of(command)));
  }

  /** Runs a class of the class path to its end, in a namespace, as root. */
  static Result java(String namespace, String main, String... arguments)
      throws InterruptedException {
    return in(namespace, joined(javaOf(main), List.of(arguments)));
  }

  /**
   * Runs a class of the class path to its end where this process is. What it says of errors is not
   * part of its output.
   */
  static Result program(Map<String, String> environment, String input, String main)
      throws Exception {
    Path given = Files.createTempFile("input", ".txt");
    try {
      Files.writeString(given, input);
      ProcessBuilder program =
          new ProcessBuilder(javaOf(main))
              .redirectInput(given.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      program.environment().putAll(environment);
      return run(program);
    } finally {
      Files.delete(given);
    }
  }

  /** Starts a class of the class path in a namespace as a user that is not root. */
  Process start(String namespace, int user, Class<?> main, String... arguments) throws IOException {
    // the class path may be where only root may read
    List<String> as =
        List.of(
            "setpriv",
            "--reuid=" + user,
            "--regid=" + user,
            "--clear-groups",
            "--inh-caps=+dac_read_search",
            "--ambient-caps=+dac_read_search");
    String[] command =
        inside(
            namespace,
            List.of(joined(List.of(joined(as, javaOf(main.getName()))), List.of(arguments))));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    processes.add(process);
    return process;
  }

  private static String[] inside(String namespace, List<String> command) {
    return joined(List.of("ip", "netns", "exec", namespace), command);
  }

  private static List<String> javaOf(String main) {
    return List.of(
        JAVA,
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        main);
  }

  private static String[] joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toArray(String[]::new);
  }

  private static void must(String... command) throws Exception {
    Result result = run(command);
    if (result.exit() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + result.output());
    }
  }

  private static Result run(String... command) throws InterruptedException {
    return run(new ProcessBuilder(command).redirectErrorStream(true));
  }

  private static Result run(ProcessBuilder program) throws InterruptedException {
    try {
      Path output = Files.createTempFile("capture", ".txt");
      Process process = program.redirectOutput(output.toFile()).start();
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      return new Result(ended ? process.exitValue() : -1, text);
    } catch (IOException missing) {
      return new Result(-1, missing.getMessage());
    }
  }

  /** Ends what was started and removes the namespaces. */
  @Override
  public void close() {
    for (Process process : processes) {
      process.destroyForcibly().onExit().join();
    }
    try {
      run("ip", "netns", "delete", pod);
      run("ip", "netns", "delete", world);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
