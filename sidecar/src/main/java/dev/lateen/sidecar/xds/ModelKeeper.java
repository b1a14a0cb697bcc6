package dev.lateen.sidecar.xds;

import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.xds.snapshot.Build;
import dev.lateen.sidecar.xds.snapshot.ModelBuilder;
import dev.lateen.sidecar.xds.snapshot.ResourceSet;
import dev.lateen.sidecar.xds.snapshot.Warming;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Builds models and puts them in force when they are ready. Belongs to the thread of its client.
 */
final class ModelKeeper {
  private static final Logger LOG = Logger.getLogger(ModelKeeper.class);

  private final ScheduledExecutorService executor;
  private final Clock clock;
  private final Consumer<ProxyModel> dataPlane;
  private final Warming warming;
  private Optional<Build> newest = Optional.empty();
  private Instant newestSince = Instant.EPOCH;

  ModelKeeper(
      ScheduledExecutorService executor,
      Clock clock,
      Duration patience,
      Consumer<ProxyModel> dataPlane) {
    this.executor = executor;
    this.clock = clock;
    this.dataPlane = dataPlane;
    this.warming = new Warming(patience);
  }

  /** Takes new resources; tells what they still lack. */
  Build update(ResourceSet resources, Consumer<ProxyModel> wentLive) {
    Build build = ModelBuilder.build(resources);
    if (newest.isEmpty()) {
      newestSince = clock.instant();
    }
    newest = Optional.of(build);
    offer(wentLive);
    return build;
  }

  private void offer(Consumer<ProxyModel> wentLive) {
    newest.ifPresent(
        build -> {
          Optional<Instant> deadlineBefore = warming.deadline();
          if (warming.offer(build, clock.instant())) {
            promote(build, wentLive);
          } else if (deadlineBefore.isEmpty()) {
            long wait =
                Duration.between(clock.instant(), warming.deadline().orElseThrow()).toMillis();
            executor.schedule(() -> offer(wentLive), Math.max(1, wait), TimeUnit.MILLISECONDS);
          }
        });
  }

  private void promote(Build build, Consumer<ProxyModel> wentLive) {
    newest = Optional.empty();
    if (!build.complete()) {
      LOG.warnf("model incomplete, what is missing answers 503 missing=%s", build.missing());
    }
    ProxyModel model = build.model();
    dataPlane.accept(model);
    LOG.infof(
        "model live version=%s listeners=%d clusters=%d took_ms=%d",
        model.version(),
        model.listeners().size(),
        model.clusters().size(),
        Duration.between(newestSince, clock.instant()).toMillis());
    wentLive.accept(model);
  }
}
