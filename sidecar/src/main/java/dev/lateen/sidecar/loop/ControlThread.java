package dev.lateen.sidecar.loop;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jboss.logging.Logger;

/**
 * A daemon thread for work beside the event loops. A task that fails is told in the log, for nobody
 * waits for its result; what comes after the end is dropped.
 */
public final class ControlThread extends ScheduledThreadPoolExecutor {
  private static final Logger LOG = Logger.getLogger(ControlThread.class);

  private final String name;

  /** With the name of its thread. */
  public ControlThread(String name) {
    super(
        1,
        Thread.ofPlatform().daemon().name(name).factory(),
        new ThreadPoolExecutor.DiscardPolicy());
    this.name = name;
  }

  @Override
  protected void afterExecute(Runnable task, Throwable thrown) {
    if (task instanceof Future<?> future && future.isDone()) {
      try {
        future.get();
      } catch (ExecutionException e) {
        LOG.errorf(e.getCause(), "event=task_failed thread=%s", name);
      } catch (CancellationException _) {
        // as somebody wished
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
