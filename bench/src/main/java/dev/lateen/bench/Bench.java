package dev.lateen.bench;

import dev.lateen.bench.measure.ProcessUsage;
import dev.lateen.bench.peer.Packages;
import dev.lateen.bench.peer.Peer;
import dev.lateen.bench.peer.Roster;
import dev.lateen.bench.report.Machine;
import dev.lateen.bench.report.Result;
import dev.lateen.bench.report.ResultsFile;
import dev.lateen.bench.report.Table;
import dev.lateen.bench.scenario.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the scenarios and prints and keeps their results. Started from the repository's root. */
public final class Bench {
  private final Options options;
  private final List<Peer> peers;
  private final PrintStream out;

  private Bench(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
    this.peers =
        Roster.of(Path.of("").toAbsolutePath(), options.envoy(), options.sidecars()).stream()
            .filter(peer -> options.peers().isEmpty() || options.peers().contains(peer.name()))
            .toList();
  }

  /**
   * Runs them.
   *
   * @param arguments see {@link Options}; what is wrong with them ends the program with 2
   */
  public static void main(String[] arguments) throws IOException {
    try {
      var bench = new Bench(Options.parse(List.of(arguments)), System.out);
      if (!bench.run()) {
        System.exit(1);
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n\n" + Options.USAGE);
      System.exit(2);
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /** Runs what is asked for; false when a scenario failed, which does not keep others from it. */
  private boolean run() throws IOException {
    if (!ProcessUsage.isSupported()) {
      throw new IllegalStateException("the benchmark reads /proc: it runs on Linux only");
    }
    Packages.install(this::say);
    Path work = WorkFolder.create();
    Machine machine = Machine.here(versions());
    boolean good = true;
    for (Scenario scenario : options.scenarios()) {
      say(scenario.name());
      try {
        measure(scenario, Files.createDirectories(work.resolve(scenario.name())), machine);
      } catch (IllegalStateException e) {
        say(scenario.name() + " failed: " + e.getMessage());
        good = false;
      }
    }
    return good;
  }

  private void measure(Scenario scenario, Path folder, Machine machine) throws IOException {
    List<Result> results =
        new Run(scenario, folder, text -> say("  " + text))
            .of(peers, options.rounds(), options.requests());
    out.println(Table.of(scenario.name(), results));
    new ResultsFile(options.output()).write(machine, results);
  }

  private Map<String, List<String>> versions() {
    var versions = new HashMap<String, List<String>>();
    versions.put("haproxy", List.of("haproxy", "-v"));
    versions.put("nginx", List.of("nginx", "-v"));
    versions.put("h2load", List.of("h2load", "--version"));
    options.envoy().ifPresent(envoy -> versions.put("envoy", List.of(envoy + "", "--version")));
    return versions;
  }

  private void say(String text) {
    System.err.println(text);
  }
}
