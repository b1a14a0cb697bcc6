package dev.lateen.bench.report;

import dev.lateen.bench.measure.Contestant;
import dev.lateen.bench.measure.Sample;
import dev.lateen.bench.scenario.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Makes results of the samples of one scenario. */
public final class Summary {
  private final Scenario scenario;
  private final Map<Contestant, List<Sample>> samples;

  /** Takes the samples of each contestant, by round. */
  public Summary(Scenario scenario, Map<Contestant, List<Sample>> samples) {
    this.scenario = scenario;
    this.samples = samples;
  }

  /** A result for each contestant that ran under the scenario itself. */
  public List<Result> results() {
    List<Result> results = new ArrayList<>();
    samples.forEach(
        (contestant, own) -> {
          if (contestant.scenario().equals(scenario)) {
            results.add(result(contestant.peer().name(), own));
          }
        });
    return results;
  }

  private Result result(String proxy, List<Sample> own) {
    Optional<List<Sample>> reference = scenario.reference().flatMap(plain -> of(proxy, plain));
    return new Result(
        scenario.name(),
        proxy,
        median(own, sample -> sample.load().rate()),
        median(own, Summary::p50),
        median(own, Summary::p99),
        median(own, Sample::cpuPerUnit),
        median(own, Sample::residentMib),
        cpuRatio(own, of("haproxy", scenario)),
        cpuRatio(own, of("envoy", scenario)),
        cpuRatio(own, reference),
        compare(own, of("direct", scenario), Summary::p99, (mine, theirs) -> mine - theirs));
  }

  private Optional<List<Sample>> of(String peer, Scenario under) {
    return samples.entrySet().stream()
        .filter(entry -> entry.getKey().peer().name().equals(peer))
        .filter(entry -> entry.getKey().scenario().equals(under))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static double p50(Sample sample) {
    return sample.load().latencies().millis(0.5);
  }

  private static double p99(Sample sample) {
    return sample.load().latencies().millis(0.99);
  }

  private static double cpuRatio(List<Sample> own, Optional<List<Sample>> other) {
    return compare(own, other, Sample::cpuPerUnit, (mine, theirs) -> mine / theirs);
  }

  private static double compare(
      List<Sample> own,
      Optional<List<Sample>> other,
      ToDoubleFunction<Sample> value,
      DoubleBinaryOperator comparison) {
    return other
        .map(
            theirs ->
                median(
                    IntStream.range(0, own.size())
                        .mapToDouble(
                            round ->
                                comparison.applyAsDouble(
                                    value.applyAsDouble(own.get(round)),
                                    value.applyAsDouble(theirs.get(round))))
                        .toArray()))
        .orElse(Double.NaN);
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
    return median(samples.stream().mapToDouble(value).toArray());
  }

  /** The middle value, or the mean of the two in the middle. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
