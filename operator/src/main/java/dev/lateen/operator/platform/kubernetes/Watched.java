package dev.lateen.operator.platform.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * All objects of one kind, as an informer knows them. It goes on trying whatever the API server
 * says. Thread-safe.
 *
 * @param <R> the kind
 */
public final class Watched<R extends HasMetadata> implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Watched.class);

  private final String kind;
  private final boolean optional;
  private final SharedIndexInformer<R> informer;
  private volatile Optional<WatchProblem> lastProblem = Optional.empty();

  /**
   * Prepares an informer; it does not run yet.
   *
   * @param kind plural and group, for people
   * @param source which objects
   * @param slimming what of an object is kept
   * @param changed called after each change; must not block
   */
  public Watched(String kind, Informable<R> source, UnaryOperator<R> slimming, Runnable changed) {
    this(kind, false, source, slimming, changed);
  }

  private Watched(
      String kind,
      boolean optional,
      Informable<R> source,
      UnaryOperator<R> slimming,
      Runnable changed) {
    this.kind = kind;
    this.optional = optional;
    informer =
        source
            .runnableInformer(0)
            .itemStore(new SlimStore<>(slimming))
            .exceptionHandler((_, failure) -> retry(failure))
            .addEventHandler(new Changes<>(changed));
  }

  /** The same for a kind that a cluster need not have: that it is missing is not logged. */
  static <R extends HasMetadata> Watched<R> optional(
      String kind, Informable<R> source, UnaryOperator<R> slimming, Runnable changed) {
    return new Watched<>(kind, true, source, slimming, changed);
  }

  /** Starts to list and watch; returns at once. */
  public void start() {
    informer.start();
  }

  /** Whether the objects were listed at least once. */
  public boolean synced() {
    return informer.hasSynced();
  }

  /** Why they are not being watched now; empty when they are. */
  public Optional<WatchProblem> problem() {
    return informer.isWatching() ? Optional.empty() : lastProblem;
  }

  /** The objects as last known. */
  public List<R> objects() {
    return informer.getStore().list();
  }

  private boolean retry(Throwable failure) {
    var problem = Optional.of(WatchProblem.of(kind, failure));
    boolean expected = optional && problem.get() instanceof WatchProblem.DefinitionMissing;
    if (!expected && !problem.equals(lastProblem)) {
      LOG.warnf(
          "event=watch_failed kind=%s problem=%s reason=%s",
          kind, problem.get().getClass().getSimpleName(), problem.get().message());
    }
    lastProblem = problem;
    return true;
  }

  @Override
  public void close() {
    informer.stop();
  }

  /** Every event is the same to us: something changed. */
  private record Changes<R>(Runnable changed) implements ResourceEventHandler<R> {
    @Override
    public void onAdd(R resource) {
      changed.run();
    }

    @Override
    public void onUpdate(R before, R after) {
      changed.run();
    }

    @Override
    public void onDelete(R resource, boolean unknownFinalState) {
      changed.run();
    }

    @Override
    public void onNothing() {
      changed.run();
    }
  }
}
