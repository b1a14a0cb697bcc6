package dev.lateen.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.bench.load.Latencies;
import dev.lateen.bench.load.LoadResult;
import dev.lateen.bench.measure.Contestant;
import dev.lateen.bench.measure.Sample;
import dev.lateen.bench.peer.Deployment;
import dev.lateen.bench.peer.Haproxy;
import dev.lateen.bench.peer.Lateen;
import dev.lateen.bench.peer.Peer;
import dev.lateen.bench.scenario.Scenario;
import dev.lateen.bench.scenario.Scenarios;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final Scenario ROUTES = Scenarios.named("routes-1000");
  private static final Peer LATEEN = new Lateen("lateen", List.of("sidecar"));

  @Test
  void ratiosAreMediansOfTheRatiosWithinEachRound() {
    // Given a machine that is three times as slow in the second round
    Map<Contestant, List<Sample>> samples = new LinkedHashMap<>();
    samples.put(contestant(new Haproxy(), ROUTES), cpu(1, 3, 1));
    samples.put(contestant(LATEEN, ROUTES), cpu(1.2, 3.3, 1.1));

    // When
    List<Result> results = new Summary(ROUTES, samples).results();

    // Then
    assertThat(results).extracting(Result::proxy).containsExactly("haproxy", "lateen");
    assertThat(results.getLast().cpuRatioToHaproxy()).isEqualTo(1.1, Offset.offset(1e-9));
    assertThat(results.getLast().cpuRatioToEnvoy()).isNaN();
    assertThat(results.getLast().cpuPer100k()).isEqualTo(120, Offset.offset(1e-9));
  }

  @Test
  void aPeerIsComparedWithItselfUnderTheReference() {
    // Given
    Map<Contestant, List<Sample>> samples = new LinkedHashMap<>();
    samples.put(contestant(LATEEN, ROUTES), cpu(1.1, 1.1));
    samples.put(contestant(LATEEN, ROUTES.reference().orElseThrow()), cpu(1, 1));

    // When
    List<Result> results = new Summary(ROUTES, samples).results();

    // Then the reference has no line of its own
    assertThat(results).hasSize(1);
    assertThat(results.getFirst().cpuRatioToReference()).isEqualTo(1.1, Offset.offset(1e-9));
  }

  private static Contestant contestant(Peer peer, Scenario scenario) {
    return new Contestant(peer, scenario, new Deployment(1, List.of()));
  }

  private static List<Sample> cpu(double... seconds) {
    return Arrays.stream(seconds)
        .mapToObj(
            used ->
                new Sample(
                    used, 1, new LoadResult(1000, 0, 1, new Latencies(new long[] {1, 2, 3}))))
        .toList();
  }
}
