package dev.lateen.operator.platform.kubernetes;

import dev.lateen.operator.platform.MeshResources;
import dev.lateen.operator.platform.Platform;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * A cluster as a platform. Informers fill caches; one thread of its own makes the state from them,
 * once for all changes that come together, and calls the consumer.
 */
public final class KubernetesPlatform implements Platform {
  private static final Logger LOG = Logger.getLogger(KubernetesPlatform.class);

  /** Changes within this time are one: a Pod that starts also changes its EndpointSlice. */
  private static final long GATHER_MILLISECONDS = 10;

  /** How often the caches are looked at until they are complete for the first time. */
  private static final long SYNC_CHECK_MILLISECONDS = 100;

  private static final long RETRY_MILLISECONDS = 1000;

  private final Supplier<KubernetesClient> client;
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().name("lateen-kubernetes").daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());
  private final AtomicBoolean asked = new AtomicBoolean();
  private final CustomCandidates candidates = new CustomCandidates();
  private volatile Optional<ClusterWatch> watch = Optional.empty();
  private volatile Optional<String> failure = Optional.of("the cluster was not read yet");
  private volatile MeshResources current = MeshResources.empty();
  private volatile boolean synced;

  /**
   * Names the cluster.
   *
   * @param client gives the client, which stays open; called once, after {@link #start}
   */
  public KubernetesPlatform(Supplier<KubernetesClient> client) {
    this.client = client;
  }

  @Override
  public void start(Consumer<MeshResources> consumer) {
    executor.execute(() -> connect(consumer));
  }

  private void connect(Consumer<MeshResources> consumer) {
    try {
      var started = new ClusterWatch(client.get(), () -> ask(consumer));
      watch = Optional.of(started);
      started.start();
      ask(consumer);
    } catch (RuntimeException e) {
      failure = Optional.of("the cluster cannot be reached: " + e.getMessage());
      LOG.warnf(e, "event=cluster_unreachable");
      executor.schedule(() -> connect(consumer), RETRY_MILLISECONDS, TimeUnit.MILLISECONDS);
    }
  }

  private void ask(Consumer<MeshResources> consumer) {
    if (asked.compareAndSet(false, true)) {
      executor.schedule(() -> take(consumer), GATHER_MILLISECONDS, TimeUnit.MILLISECONDS);
    }
  }

  private void take(Consumer<MeshResources> consumer) {
    asked.set(false);
    var all = watch.filter(ClusterWatch::synced);
    if (all.isEmpty()) {
      executor.schedule(() -> ask(consumer), SYNC_CHECK_MILLISECONDS, TimeUnit.MILLISECONDS);
      return;
    }
    try {
      var resources = all.get().state(candidates).resources();
      if (!synced || !resources.equals(current)) {
        current = resources;
        synced = true;
        consumer.accept(resources);
      }
      failure = Optional.empty();
    } catch (RuntimeException e) {
      failure = Optional.of("the state of the cluster cannot be taken: " + e);
      LOG.errorf(e, "event=cluster_not_taken");
    }
  }

  @Override
  public boolean synced() {
    return synced;
  }

  @Override
  public MeshResources current() {
    return current;
  }

  @Override
  public Optional<String> problem() {
    return watch.flatMap(ClusterWatch::problem).or(() -> failure);
  }

  @Override
  public void close() {
    executor.shutdownNow();
    watch.ifPresent(ClusterWatch::close);
  }
}
