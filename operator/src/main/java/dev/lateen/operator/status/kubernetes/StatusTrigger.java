package dev.lateen.operator.status.kubernetes;

import dev.lateen.operator.replica.Leadership;
import dev.lateen.operator.replica.MeshProxies;
import dev.lateen.operator.status.CurrentMesh;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Has statuses looked at after the mesh or a proxy changed, where this replica leads. Changes
 * within a short time are one, so that a rule that goes from accepted to live at once is written
 * once. Thread-safe.
 */
@Singleton
public class StatusTrigger {
  private static final Logger LOG = Logger.getLogger(StatusTrigger.class);

  /** How long a change may wait for others, in milliseconds. */
  private static final long COALESCE_MILLISECONDS = 250;

  private static final long RETRY_SECONDS = 5;

  private final Leadership leadership;
  private final List<Runnable> sweeps = new CopyOnWriteArrayList<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().name("lateen-status").daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  public StatusTrigger(CurrentMesh mesh, MeshProxies proxies, Leadership leadership) {
    this.leadership = leadership;
    leadership.onChange(this::fire);
    mesh.onChange(this::fire);
    proxies.onChange(this::fire);
  }

  /**
   * Asks to be called after changes.
   *
   * @param sweep called by one thread of the trigger, never twice at the same time; may block
   */
  public void onChange(Runnable sweep) {
    sweeps.add(sweep);
    fire();
  }

  /** Has everything looked at soon. */
  public void fire() {
    if (scheduled.compareAndSet(false, true)) {
      executor.schedule(this::sweep, COALESCE_MILLISECONDS, TimeUnit.MILLISECONDS);
    }
  }

  /** Has everything looked at again after something could not be written. */
  public void retry() {
    executor.schedule(this::fire, RETRY_SECONDS, TimeUnit.SECONDS);
  }

  private void sweep() {
    scheduled.set(false);
    if (!leadership.isLeading()) {
      return;
    }
    for (Runnable sweep : sweeps) {
      try {
        sweep.run();
      } catch (RuntimeException e) {
        LOG.warnf(e, "event=status_sweep_failed reason=\"%s\"", e.getMessage());
        retry();
      }
    }
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }
}
