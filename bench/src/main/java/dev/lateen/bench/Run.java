package dev.lateen.bench;

import dev.lateen.bench.discovery.AdsServer;
import dev.lateen.bench.discovery.CertificateMaker;
import dev.lateen.bench.load.H2load;
import dev.lateen.bench.measure.Contestant;
import dev.lateen.bench.measure.Rounds;
import dev.lateen.bench.peer.Backend;
import dev.lateen.bench.peer.Cpus;
import dev.lateen.bench.peer.Deployment;
import dev.lateen.bench.peer.Lateen;
import dev.lateen.bench.peer.Peer;
import dev.lateen.bench.peer.Stage;
import dev.lateen.bench.report.Result;
import dev.lateen.bench.report.Summary;
import dev.lateen.bench.scenario.Scenario;
import dev.lateen.tour.mesh.FreePorts;
import dev.lateen.tour.process.Await;
import dev.lateen.tour.process.ManagedProcess;
import dev.lateen.tour.process.ProcessGroup;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** One scenario from the start of its proxies to its results. */
final class Run {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Scenario scenario;
  private final Path folder;
  private final Consumer<String> progress;
  private final Cpus cpus = Cpus.here();
  private final H2load load;

  /** Prepares it; the folder takes configurations and outputs of the programs. */
  Run(Scenario scenario, Path folder, Consumer<String> progress) {
    this.scenario = scenario;
    this.folder = folder;
    this.progress = progress;
    this.load = new H2load(folder, cpus);
  }

  /** Measures those of the peers that can; the others are said to be left out. */
  List<Result> of(List<Peer> peers, int rounds, int requests) {
    try (var processes = new ProcessGroup(folder);
        var discovery = AdsServer.start()) {
      var ports = new FreePorts(RandomGenerator.getDefault());
      var stage =
          new Stage(
              folder,
              processes,
              cpus,
              ports,
              discovery,
              new CertificateMaker(Clock.systemUTC().instant()).make(),
              Backend.start(folder, processes, cpus, ports));
      List<Contestant> contestants = start(stage, peers);
      return new Summary(scenario, new Rounds(load, rounds, requests, progress).run(contestants))
          .results();
    }
  }

  private List<Contestant> start(Stage stage, List<Peer> peers) {
    List<Contestant> contestants = new ArrayList<>();
    for (Peer peer : peers) {
      peer.unable(scenario)
          .ifPresentOrElse(
              reason -> progress.accept("without " + peer.name() + ": " + reason),
              () -> contestants.add(start(stage, peer, scenario)));
      if (peer instanceof Lateen && peer.unable(scenario).isEmpty()) {
        scenario.reference().ifPresent(reference -> contestants.add(start(stage, peer, reference)));
      }
    }
    return contestants;
  }

  private Contestant start(Stage stage, Peer peer, Scenario under) {
    progress.accept("starting " + peer.name());
    Deployment deployment = peer.start(stage, under);
    awaitAnswer(stage, peer, under, deployment);
    if (!stage.discovery().refusals().isEmpty()) {
      throw new IllegalStateException("refused: " + stage.discovery().refusals());
    }
    return new Contestant(peer, under, deployment);
  }

  private void awaitAnswer(Stage stage, Peer peer, Scenario under, Deployment deployment) {
    try {
      Await.until(
          peer.name() + " answers",
          PATIENCE,
          () -> {
            stage.processes().failed().ifPresent(Run::fail);
            return load.run(under, deployment.entry(), 1).failed() == 0;
          });
    } catch (Await.AwaitTimeoutException e) {
      throw new IllegalStateException(e.getMessage() + "; see the logs in " + folder, e);
    }
  }

  private static void fail(ManagedProcess process) {
    throw new IllegalStateException(
        process.name() + " ended: " + String.join("\n", process.tail(20)));
  }
}
