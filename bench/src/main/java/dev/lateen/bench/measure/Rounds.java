package dev.lateen.bench.measure;

import dev.lateen.bench.load.LoadGenerator;
import dev.lateen.bench.load.LoadResult;
import dev.lateen.bench.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A B A B: in every round each contestant carries the same number of requests, one after the other,
 * so that what else the machine does meets all of them. Each round begins with another contestant.
 */
public final class Rounds {
  private final LoadGenerator load;
  private final int rounds;
  private final int requests;
  private final Consumer<String> progress;

  /**
   * Prepares them.
   *
   * @param rounds 1 or more
   * @param requests of one contestant in one round, where each is worth one
   * @param progress is told what is being done
   */
  public Rounds(LoadGenerator load, int rounds, int requests, Consumer<String> progress) {
    this.load = load;
    this.rounds = rounds;
    this.requests = requests;
    this.progress = progress;
  }

  /**
   * Warms all up, then measures.
   *
   * @return the samples of each contestant, by round
   */
  public Map<Contestant, List<Sample>> run(List<Contestant> contestants) {
    for (Contestant contestant : contestants) {
      progress.accept("warming up " + contestant.peer().name());
      send(contestant, contestant.scenario().warmUp(), contestant.peer().warmUp());
    }
    Map<Contestant, List<Sample>> samples = new LinkedHashMap<>();
    contestants.forEach(contestant -> samples.put(contestant, new ArrayList<>()));
    var order = new ArrayList<>(contestants);
    for (int round = 1; round <= rounds; round++) {
      progress.accept("round " + round + " of " + rounds);
      order.forEach(contestant -> samples.get(contestant).add(sample(contestant)));
      Collections.rotate(order, 1);
    }
    return samples;
  }

  private Sample sample(Contestant contestant) {
    List<Long> processes = contestant.deployment().hops();
    double before = ProcessUsage.cpuSeconds(processes);
    LoadResult result = send(contestant, contestant.scenario(), requests);
    double used = ProcessUsage.cpuSeconds(processes) - before;
    return new Sample(used, ProcessUsage.residentMib(processes), result);
  }

  private LoadResult send(Contestant contestant, Scenario scenario, int number) {
    int weighed = Math.max(1, number / scenario.load().weight());
    LoadResult result = load.run(scenario, contestant.deployment().entry(), weighed);
    if (result.failed() > 0) {
      throw new IllegalStateException(
          "%d of %d requests through %s failed in %s"
              .formatted(result.failed(), weighed, contestant.peer().name(), scenario.name()));
    }
    return result;
  }
}
