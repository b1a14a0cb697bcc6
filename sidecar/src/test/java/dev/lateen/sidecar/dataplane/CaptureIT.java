package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Original destination in a network namespace of its own, where iptables redirects every connection
 * to the proxy.
 */
@Tag("root")
class CaptureIT {
  private static final String NAMESPACE = "lateen-it-" + ProcessHandle.current().pid();

  @Test
  @DisplayName(
      "S-06 UA-04 captured connections are served by their original destination, unknown ones pass")
  void servesCapturedConnectionsByTheirOriginalDestination() throws Exception {
    assumeTrue(
        run("id", "-u").output().strip().equals("0"), "needs root to make a network namespace");
    assumeTrue(
        run("ip", "netns", "add", NAMESPACE).exit() == 0,
        "network namespaces are not available here");
    try {
      assumeTrue(
          inside("ip", "link", "set", "lo", "up").exit() == 0,
          "loopback cannot be started in the namespace");
      inside("ip", "address", "add", "10.99.0.1/24", "dev", "lo");
      inside("ip", "address", "add", "10.99.0.2/24", "dev", "lo");
      Result rule =
          inside(
              "iptables",
              "-t",
              "nat",
              "-A",
              "OUTPUT",
              "-p",
              "tcp",
              "-d",
              "10.99.0.0/24",
              "-m",
              "owner",
              "!",
              "--gid-owner",
              "1337",
              "-j",
              "REDIRECT",
              "--to-ports",
              "15001");
      assumeTrue(rule.exit() == 0, "iptables cannot redirect here: " + rule.output());
      // When
      Result result =
          inside(
              "setpriv",
              "--regid",
              "1337",
              "--clear-groups",
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              System.getProperty("java.class.path"),
              CaptureProgram.class.getName());
      // Then
      assertThat(result.output())
          .contains(
              "vip: via unbound listener",
              "any: via wildcard listener",
              "else: passed through",
              "loop: closed");
    } finally {
      run("ip", "netns", "delete", NAMESPACE);
    }
  }

  private record Result(int exit, String output) {}

  private static Result inside(String... command) throws IOException, InterruptedException {
    String[] all = new String[command.length + 4];
    System.arraycopy(new String[] {"ip", "netns", "exec", NAMESPACE}, 0, all, 0, 4);
    System.arraycopy(command, 0, all, 4, command.length);
    return run(all);
  }

  private static Result run(String... command) throws InterruptedException {
    try {
      Path output = Files.createTempFile("capture", ".txt");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      return new Result(ended ? process.exitValue() : -1, text);
    } catch (IOException missing) {
      return new Result(-1, missing.getMessage());
    }
  }
}
