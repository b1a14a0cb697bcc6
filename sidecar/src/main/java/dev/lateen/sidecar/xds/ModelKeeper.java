package dev.lateen.sidecar.xds;

import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.xds.snapshot.Build;
import dev.lateen.sidecar.xds.snapshot.ModelBuilder;
import dev.lateen.sidecar.xds.snapshot.ResourceSet;
import dev.lateen.sidecar.xds.snapshot.Warming;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Builds models and puts them in force when they are ready. Belongs to the thread of its client.
 */
final class ModelKeeper {
  private static final Logger LOG = Logger.getLogger(ModelKeeper.class);

  private static final Duration RETRY = Duration.ofSeconds(1);

  private final ScheduledExecutorService executor;
  private final Clock clock;
  private final Function<ProxyModel, CompletionStage<Void>> dataPlane;
  private final Consumer<ProxyModel> wentLive;
  private final Consumer<String> refused;
  private final Warming warming;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private Optional<Build> newest = Optional.empty();
  private long updates;
  private Build promoted = new Build(ProxyModel.EMPTY, Set.of());
  private Instant newestSince = Instant.EPOCH;

  ModelKeeper(
      ScheduledExecutorService executor,
      Clock clock,
      Duration patience,
      Function<ProxyModel, CompletionStage<Void>> dataPlane,
      Consumer<ProxyModel> wentLive,
      Consumer<String> refused) {
    this.executor = executor;
    this.clock = clock;
    this.dataPlane = dataPlane;
    this.wentLive = wentLive;
    this.refused = refused;
    this.warming = new Warming(patience);
  }

  /**
   * Takes new resources; tells what they still lack.
   *
   * @param obeyed run when they are obeyed; at once when they are incomplete, as what they lack may
   *     only come after
   */
  Build update(ResourceSet resources, Runnable obeyed) {
    Build build = ModelBuilder.build(resources);
    updates++;
    if (build.complete()) {
      waiting.add(new Waiting(updates, obeyed));
    } else {
      obeyed.run();
    }
    if (newest.isEmpty()) {
      newestSince = clock.instant();
    }
    newest = Optional.of(build);
    offer();
    return build;
  }

  private void offer() {
    newest.ifPresent(
        build -> {
          boolean waitedBefore = warming.deadline().isPresent();
          if (warming.offer(build, clock.instant())) {
            newest = Optional.empty();
            promote(new Promotion(build, updates, newestSince));
          } else if (!waitedBefore) {
            Instant deadline = warming.deadline().orElseThrow();
            long wait = Duration.between(clock.instant(), deadline).toMillis();
            executor.schedule(this::offer, Math.max(1, wait), TimeUnit.MILLISECONDS);
          }
        });
  }

  private void promote(Promotion promotion) {
    Build build = promotion.build();
    if (!build.complete()) {
      LOG.warnf("model incomplete, what is missing answers 503 missing=%s", build.missing());
    }
    promoted = build;
    dataPlane
        .apply(build.model())
        .whenCompleteAsync((done, failure) -> applied(promotion, failure), executor);
  }

  private void applied(Promotion promotion, Throwable failure) {
    ProxyModel model = promotion.build().model();
    if (failure == null) {
      LOG.infof(
          "model live version=%s listeners=%d clusters=%d took_ms=%d",
          model.version(),
          model.listeners().size(),
          model.clusters().size(),
          Duration.between(promotion.since(), clock.instant()).toMillis());
      wentLive.accept(model);
      while (!waiting.isEmpty() && waiting.peek().update() <= promotion.update()) {
        waiting.remove().obeyed().run();
      }
    } else if (promoted == promotion.build()) {
      LOG.errorf("model refused version=%s reason=\"%s\"", model.version(), failure.getMessage());
      refused.accept(failure.getMessage());
      executor.schedule(() -> again(promotion), RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** A port that was taken may be free by now; a newer model makes this one moot. */
  private void again(Promotion promotion) {
    if (promoted == promotion.build()) {
      promote(promotion);
    }
  }

  /** Somebody who wants to know when the resources of an update are obeyed. */
  private record Waiting(long update, Runnable obeyed) {}

  /** A model on its way to the data plane, with the last update it holds. */
  private record Promotion(Build build, long update, Instant since) {}
}
