package dev.lateen.tour.mesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the built programs are started.
 *
 * @param root the folder of the repository
 * @param operator command of the control plane, without its settings
 * @param sidecar command of a sidecar
 * @param bookinfo command of the sample application, without its role
 */
public record Programs(
    Path root, List<String> operator, List<String> sidecar, List<String> bookinfo) {
  private static final String RUNNER = "target/quarkus-app/quarkus-run.jar";
  private static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /** Takes copies. */
  public Programs {
    operator = List.copyOf(operator);
    sidecar = List.copyOf(sidecar);
    bookinfo = List.copyOf(bookinfo);
  }

  /**
   * The programs that are built in the repository around the working folder, run by the virtual
   * machine that runs this. {@code LATEEN_SIDECAR} names another program for sidecars, such as a
   * native executable, and {@code LATEEN_OPERATOR} the jar of another operator, such as an earlier
   * one.
   *
   * @throws IllegalStateException naming what is not built and how to build it
   */
  public static Programs built(Map<String, String> environment) {
    var root = repository();
    return new Programs(
        root,
        java(
            named(environment, "LATEEN_OPERATOR")
                .map(Path::of)
                .orElseGet(() -> root.resolve("operator").resolve(RUNNER)),
            "-Xmx256m"),
        named(environment, "LATEEN_SIDECAR").map(List::of).orElseGet(() -> sidecar(root)),
        java(bookinfoJar(root), "-Xmx48m"));
  }

  private static Optional<String> named(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }

  /** The same with another program for sidecars. */
  public Programs withSidecar(List<String> command) {
    return new Programs(root, operator, command, bookinfo);
  }

  /** The same, each inside of another command such as {@code ip netns exec}. */
  public Programs within(List<String> command) {
    return new Programs(
        root, append(command, operator), append(command, sidecar), append(command, bookinfo));
  }

  private static List<String> append(List<String> command, List<String> program) {
    return Stream.of(command, program).flatMap(List::stream).toList();
  }

  private static List<String> sidecar(Path root) {
    return java(root.resolve("sidecar").resolve(RUNNER), "-Xmx64m", "-XX:+UseCompactObjectHeaders");
  }

  /**
   * The command up to the class path, for settings of a virtual machine in front of {@code -jar}.
   */
  static List<String> with(List<String> command, List<String> systemProperties) {
    int jar = command.indexOf("-jar");
    if (jar < 0) {
      return Stream.of(command, systemProperties).flatMap(List::stream).toList();
    }
    return Stream.of(
            command.subList(0, jar), systemProperties, command.subList(jar, command.size()))
        .flatMap(List::stream)
        .toList();
  }

  private static List<String> java(Path jar, String... options) {
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(jar + " is not there; build it: make build");
    }
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Stream.of(
            Stream.of(java), JVM.stream(), Stream.of(options), Stream.of("-jar", jar.toString()))
        .flatMap(part -> part)
        .toList();
  }

  /**
   * The folder of the repository around the working folder.
   *
   * @throws IllegalStateException if there is none
   */
  public static Path repository() {
    var start = Path.of("").toAbsolutePath();
    return Stream.iterate(Optional.of(start), Optional::isPresent, at -> at.map(Path::getParent))
        .flatMap(Optional::stream)
        .filter(folder -> Files.isRegularFile(folder.resolve("examples/tour/pom.xml")))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    start + " is not in the repository of Lateen; start from there"));
  }

  private static Path bookinfoJar(Path root) {
    var target = root.resolve("examples/bookinfo/target");
    if (Files.isDirectory(target)) {
      try (var files = Files.newDirectoryStream(target, "lateen-bookinfo-*.jar")) {
        for (var file : files) {
          return file;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return target.resolve("lateen-bookinfo.jar");
  }
}
