package dev.lateen.bench;

import dev.lateen.bench.scenario.Scenario;
import dev.lateen.bench.scenario.Scenarios;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  static Options parse(List<String> arguments) {
    Map<String, List<String>> given = given(arguments);
    return new Options(
        last(given, "--scenarios")
            .map(names -> split(names).stream().map(Scenarios::named).toList())
            .orElse(Scenarios.ALL),
        last(given, "--proxies").map(names -> Set.copyOf(split(names))).orElse(Set.of()),
        given.getOrDefault("--sidecar", List.of()),
        number(given, "--rounds", 5),
        number(given, "--requests", 100_000),
        last(given, "--envoy").map(Path::of),
        last(given, "--output").map(Path::of).orElse(Path.of("bench/results")));
  }

  private static Map<String, List<String>> given(List<String> arguments) {
    var given = new HashMap<String, List<String>>();
    for (int at = 0; at < arguments.size(); at += 2) {
      String option = arguments.get(at);
      if (!NAMES.contains(option)) {
        throw new IllegalArgumentException("unknown option " + option);
      }
      if (at + 1 == arguments.size()) {
        throw new IllegalArgumentException(option + " has no value");
      }
      given.computeIfAbsent(option, name -> new ArrayList<>()).add(arguments.get(at + 1));
    }
    return given;
  }

  private static Optional<String> last(Map<String, List<String>> given, String option) {
    return Optional.ofNullable(given.get(option)).map(List::getLast).filter(v -> !v.isBlank());
  }

  private static List<String> split(String value) {
    return List.of(value.split(","));
  }

  private static int number(Map<String, List<String>> given, String option, int ifAbsent) {
    return last(given, option).map(value -> positive(option, value)).orElse(ifAbsent);
  }

  private static int positive(String option, String value) {
    if (!value.matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException(
          option + " must be a number from 1 to 999999999, not " + value);
    }
    return Integer.parseInt(value);
  }
}
