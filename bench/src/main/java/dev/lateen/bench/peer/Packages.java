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
  private static final Map<String, String> OF_PROGRAM =
      Map.of(
          "h2load", "nghttp2-client",
          "nginx", "nginx-light",
          "haproxy", "haproxy",
          "taskset", "util-linux");

  private Packages() {}

  /**
   * Installs what is missing.
   *
   * @param progress is told what is being done
   * @throws IllegalStateException naming what to install when it cannot be done here
   */
  public static void install(Consumer<String> progress) {
    Collection<String> wanted = missing();
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

  private static Collection<String> missing() {
    Collection<String> missing = new TreeSet<>();
    OF_PROGRAM.forEach(
        (program, name) -> Tools.missing(program).ifPresent(reason -> missing.add(name)));
    if (!Nginx.hasStreams()) {
      missing.add("libnginx-mod-stream");
    }
    return missing;
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
