package dev.lateen.bench;

import dev.lateen.bench.scenario.Scenario;
import dev.lateen.bench.scenario.Scenarios;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked for on the command line.
 *
 * @param scenarios which, in their order; default all
 * @param peers names of those that take part; empty means all
 * @param sidecars other sidecars that take part, each {@code name=program option...}
 * @param rounds how often each is measured, default 5
 * @param requests of a contestant in a round, default 100,000
 * @param envoy the stock Envoy
 * @param output folder of the results
 */
record Options(
    List<Scenario> scenarios,
    Set<String> peers,
    List<String> sidecars,
    int rounds,
    int requests,
    Optional<Path> envoy,
    Path output) {
  static final String USAGE =
      """
      Options, each with a value:
        --scenarios  names separated by commas (default: all)
        --proxies    names separated by commas (default: all that can run)
        --sidecar    name=program with options of its virtual machine; may be given several times
        --rounds     how often each proxy is measured (default 5)
        --requests   requests through each proxy in a round (default 100000)
        --envoy      the executable of a stock Envoy
        --output     folder of latest.json (default bench/results)
      """;

  private static final Set<String> NAMES =
      Set.of(
          "--scenarios", "--proxies", "--sidecar", "--rounds", "--requests", "--envoy", "--output");

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  static Options parse(List<String> words) {
    Arguments given = Arguments.of(words, NAMES);
    return new Options(
        given
            .last("--scenarios")
            .map(names -> split(names).stream().map(Scenarios::named).toList())
            .orElse(Scenarios.ALL),
        given.last("--proxies").map(names -> Set.copyOf(split(names))).orElse(Set.of()),
        given.all("--sidecar"),
        given.number("--rounds", 5),
        given.number("--requests", 100_000),
        given.last("--envoy").map(Path::of),
        given.last("--output").map(Path::of).orElse(Path.of("bench/results")));
  }

  private static List<String> split(String value) {
    return List.of(value.split(","));
  }
}
