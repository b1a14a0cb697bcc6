package dev.lateen.bench;

import dev.lateen.bench.load.ClientIdentity;
import dev.lateen.bench.load.H2load;
import dev.lateen.bench.load.Handshaker;
import dev.lateen.bench.load.LoadGenerator;
import dev.lateen.bench.measure.Contestant;
import dev.lateen.bench.measure.Rounds;
import dev.lateen.bench.peer.Cpus;
import dev.lateen.bench.peer.Deployment;
import dev.lateen.bench.peer.Lateen;
import dev.lateen.bench.peer.Peer;
import dev.lateen.bench.peer.Stage;
import dev.lateen.bench.report.Result;
import dev.lateen.bench.report.Summary;
import dev.lateen.bench.scenario.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One scenario from the start of its proxies to its results. */
final class Run {
  private final Scenario scenario;
  private final Path folder;
  private final Consumer<String> progress;
  private final Cpus cpus = Cpus.here();

  /** Prepares it; the folder takes configurations and outputs of the programs. */
  Run(Scenario scenario, Path folder, Consumer<String> progress) {
    this.scenario = scenario;
    this.folder = folder;
    this.progress = progress;
  }

  /** Measures those of the peers that can; the others are said to be left out. */
  List<Result> of(List<Peer> peers, int rounds, int requests) {
    try (var stage = Stage.open(folder, cpus)) {
      LoadGenerator load = load(stage);
      List<Contestant> contestants = start(stage, peers, load);
      return new Summary(scenario, new Rounds(load, rounds, requests, progress).run(contestants))
          .results();
    }
  }

  private LoadGenerator load(Stage stage) {
    var own = stage.certificates();
    return scenario.isOfHandshakes()
        ? new Handshaker(new ClientIdentity(own.authority(), own.chain(), own.privateKey()))
        : new H2load(folder, cpus);
  }

  private List<Contestant> start(Stage stage, List<Peer> peers, LoadGenerator load) {
    List<Contestant> contestants = new ArrayList<>();
    for (Peer peer : peers) {
      peer.unable(scenario)
          .ifPresentOrElse(
              reason -> progress.accept("without " + peer.name() + ": " + reason),
              () -> contestants.add(start(stage, peer, scenario, load)));
      if (peer instanceof Lateen && peer.unable(scenario).isEmpty()) {
        scenario
            .reference()
            .ifPresent(reference -> contestants.add(start(stage, peer, reference, load)));
      }
    }
    return contestants;
  }

  private Contestant start(Stage stage, Peer peer, Scenario under, LoadGenerator load) {
    progress.accept("starting " + peer.name());
    Deployment deployment = peer.start(stage, under);
    stage.await(
        peer.name() + " answers", () -> load.run(under, deployment.entry(), 1).failed() == 0);
    return new Contestant(peer, under, deployment);
  }
}
