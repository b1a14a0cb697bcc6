package dev.lateen.bench;

import dev.lateen.bench.load.H2load;
import dev.lateen.bench.load.LoadResult;
import dev.lateen.bench.measure.ProcessUsage;
import dev.lateen.bench.measure.Trend;
import dev.lateen.bench.peer.Cpus;
import dev.lateen.bench.peer.Lateen;
import dev.lateen.bench.peer.Packages;
import dev.lateen.bench.peer.Stage;
import dev.lateen.bench.scenario.Scenario;
import dev.lateen.bench.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Millions of requests through one sidecar while its rules change every second: none may be lost,
 * and after warming up its memory may not grow.
 */
public final class Soak {
  private static final String USAGE =
      """
      Options, each with a value:
        --requests   how many (default 20000000)
        --batch      memory is looked at after so many (default 200000)
        --sidecar    the program (default bin/lateen-sidecar)
      """;
  private static final Set<String> NAMES = Set.of("--requests", "--batch", "--sidecar");
  private static final double MILLION = 1_000_000;
  private static final double WARM_UP = 0.25;

  /** MiB per million requests: below what two batches differ by chance. */
  private static final double STEEPEST = 0.5;

  private final Scenario scenario = Scenarios.named("h1-one-hop");
  private final Cpus cpus = Cpus.here();
  private final AtomicLong changes = new AtomicLong();
  private final Trend memory = new Trend();
  private final int requests;
  private final int batch;
  private final Lateen sidecar;

  private Soak(Arguments given) {
    requests = given.number("--requests", 20_000_000);
    batch = given.number("--batch", 200_000);
    sidecar =
        new Lateen(
            "soak",
            List.of(
                given
                    .last("--sidecar")
                    .orElse(Path.of("bin/lateen-sidecar").toAbsolutePath().toString())));
  }

  /**
   * Ends with 1 when a request was lost or memory grows, with 2 when an option is wrong.
   *
   * @param words see the usage text
   */
  public static void main(String[] words) throws IOException {
    try {
      if (!new Soak(Arguments.of(List.of(words), NAMES)).run()) {
        System.exit(1);
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n\n" + USAGE);
      System.exit(2);
    }
  }

  private boolean run() throws IOException {
    Packages.install(System.err::println);
    Path folder = WorkFolder.create();
    var load = new H2load(folder, cpus);
    try (var stage = Stage.open(folder, cpus);
        var clock = Executors.newSingleThreadScheduledExecutor()) {
      Lateen.Ruled ruled = sidecar.startRuled(stage, scenario);
      int entry = ruled.deployment().entry();
      stage.await("the sidecar answers", () -> load.run(scenario, entry, 1).failed() == 0);
      changeEverySecond(clock, ruled);
      long lost = send(load, ruled);
      clock.shutdownNow();
      if (!stage.discovery().refusals().isEmpty()) {
        throw new IllegalStateException("refused: " + stage.discovery().refusals());
      }
      return verdict(lost);
    }
  }

  private void changeEverySecond(ScheduledExecutorService clock, Lateen.Ruled ruled) {
    clock.scheduleAtFixedRate(
        () -> ruled.rule().accept("tester-" + changes.incrementAndGet()), 1, 1, TimeUnit.SECONDS);
  }

  private long send(H2load load, Lateen.Ruled ruled) {
    long lost = 0;
    for (int sent = 0; sent < requests; sent += batch) {
      int number = Math.min(batch, requests - sent);
      LoadResult result = load.run(scenario, ruled.deployment().entry(), number);
      lost += result.failed();
      double resident = ProcessUsage.residentMib(ruled.deployment().hops());
      memory.add((sent + number) / MILLION, resident);
      System.out.printf(
          "%d requests, %d lost, %d changes, %.1f MB, %.0f requests/s%n",
          sent + number, lost, changes.get(), resident, result.rate());
    }
    return lost;
  }

  private boolean verdict(long lost) {
    double slope = memory.slope(WARM_UP);
    boolean good = lost == 0 && slope <= STEEPEST;
    System.out.printf(
        "%s: %d requests, %d lost, %d rule changes, memory %+.2f MB per million requests%n",
        good ? "PASSED" : "FAILED", requests, lost, changes.get(), slope);
    return good;
  }
}
