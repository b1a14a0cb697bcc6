package dev.lateen.blackbox.smoke;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace with a loopback device, in which every connection to {@link #NET} that is not
 * of the group {@link #PROXY_GROUP} is redirected to port 15001, as in a pod.
 */
final class NetworkNamespace implements AutoCloseable {
  static final String NET = "10.99.0.0/24";
  static final String PROXY_GROUP = "1337";

  private static final int PATIENCE_SECONDS = 30;
  private static final String NAME = "lateen-smoke-" + ProcessHandle.current().pid();

  private NetworkNamespace() {}

  /** Makes it; where that cannot be, the test is SKIPPED. */
  static NetworkNamespace make() {
    assumeTrue(
        run("id", "-u").output().strip().equals("0"), "needs root to make a network namespace");
    for (var program : List.of("ip", "iptables", "setpriv", "curl")) {
      assumeTrue(run(program, "-V").exit() == 0, "needs " + program);
    }
    assumeTrue(
        run("ip", "netns", "add", NAME).exit() == 0, "network namespaces are not available here");
    var made = new NetworkNamespace();
    made.inside("ip", "link", "set", "lo", "up");
    made.inside("ip", "address", "add", "10.99.0.1/24", "dev", "lo");
    var redirect =
        ("iptables -t nat -A OUTPUT -p tcp -d %s -m owner ! --gid-owner %s"
                + " -j REDIRECT --to-ports 15001")
            .formatted(NET, PROXY_GROUP);
    var rule = made.inside(redirect.split(" "));
    if (rule.exit() != 0) {
      made.close();
      assumeTrue(false, "iptables cannot redirect here: " + rule.output());
    }
    return made;
  }

  /** What starts a program inside, as the proxy's group. */
  List<String> prefix() {
    return List.of(
        "ip", "netns", "exec", NAME, "setpriv", "--regid", PROXY_GROUP, "--clear-groups");
  }

  /** Runs a program inside, as the group of an application. */
  Result inside(String... command) {
    var all = new ArrayList<>(List.of("ip", "netns", "exec", NAME));
    all.addAll(List.of(command));
    return run(all.toArray(String[]::new));
  }

  private static Result run(String... command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process
          .onExit()
          .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .exceptionally(_ -> process.destroyForcibly());
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.onExit().join().exitValue(), output);
    } catch (IOException missing) {
      return new Result(-1, missing.getMessage());
    }
  }

  @Override
  public void close() {
    run("ip", "netns", "delete", NAME);
  }

  /** What a program said, and its exit code; -1 when it is not there. */
  record Result(int exit, String output) {}
}
