package dev.lateen.bench.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Installs the programs of the benchmark from the packages of a Debian, where this is one. */
public final class Packages {
  private static final Map<String, List<String>> OF_PROGRAM =
      Map.of(
          "h2load", List.of("nghttp2-client"),
          "nginx", List.of("nginx-light", "libnginx-mod-stream"),
          "haproxy", List.of("haproxy"),
          "taskset", List.of("util-linux"));

  private Packages() {}

  /**
   * Installs what is missing.
   *
   * @param progress is told what is being done
   * @throws IllegalStateException naming what to install when it cannot be done here
   */
  public static void install(Consumer<String> progress) {
    Collection<String> wanted = new TreeSet<>();
    OF_PROGRAM.forEach(
        (program, packages) -> {
          if (Tools.missing(program).isPresent()) {
            wanted.addAll(packages);
          }
        });
    if (wanted.isEmpty()) {
      return;
    }
    String list = String.join(" ", wanted);
    if (Tools.missing("apt-get").isPresent() || !"root".equals(System.getProperty("user.name"))) {
      throw new IllegalStateException(
          "the benchmark needs the packages " + list + " (names of Debian); install them first");
    }
    progress.accept("installing " + list);
    var install = new ArrayList<>(List.of("apt-get", "install", "-y", "--no-install-recommends"));
    install.addAll(wanted);
    if (!run(List.of("apt-get", "update")) || !run(install)) {
      throw new IllegalStateException("apt-get could not install " + list);
    }
  }

  private static boolean run(List<String> command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
