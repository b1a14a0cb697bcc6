package dev.lateen.olm;

import dev.lateen.olm.check.BundleCheck;
import dev.lateen.olm.check.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a bundle ({@code make}), or says what a catalogue would refuse ({@code check}). */
@Command(name = "lateen-olm-bundle", description = "Makes and checks the bundle for OLM.")
public final class BundleProgram {
  private final PrintStream out;

  BundleProgram(PrintStream out) {
    this.out = out;
  }

  /** Exit code 0 when done and nothing is wrong, 1 when something is, 2 on wrong usage. */
  public static void main(String[] arguments) {
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.exit(run(System.out, arguments));
  }

  static int run(PrintStream out, String... arguments) {
    return new CommandLine(new BundleProgram(out)).execute(arguments);
  }

  @Command(description = "Writes the bundle into a folder.")
  int make(
      @Parameters(paramLabel = "FOLDER") Path folder,
      @Option(names = "--version", defaultValue = "0.1.0") String version,
      @Option(names = "--registry", defaultValue = "localhost/") String registry,
      @Option(names = "--created", defaultValue = "1970-01-01T00:00:00Z") String created,
      @Option(names = "--replaces") Optional<String> replaces)
      throws IOException {
    Bundle.of(new Release(version, registry, created, replaces)).write(folder);
    out.println(folder);
    return 0;
  }

  @Command(description = "Checks the bundle in a folder.")
  int check(@Parameters(paramLabel = "FOLDER") Path folder) throws IOException {
    List<Finding> findings = BundleCheck.findings(Bundle.read(folder));
    findings.forEach(out::println);
    return findings.isEmpty() ? 0 : 1;
  }
}
