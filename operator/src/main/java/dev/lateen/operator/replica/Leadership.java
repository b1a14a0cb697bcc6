package dev.lateen.operator.replica;

import dev.lateen.operator.LateenSettings;
import dev.lateen.operator.LateenSettings.PlatformKind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/**
 * Who leads. Only the leader writes; all replicas serve. Where there is no cluster there is one
 * operator, and it leads. Thread-safe.
 */
@Singleton
public class Leadership {
  private static final Logger LOG = Logger.getLogger(Leadership.class);

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean leading;
  private volatile boolean over;
  private volatile Instant since = Instant.EPOCH;
  private volatile Optional<Replica> leader = Optional.empty();

  @Inject
  public Leadership(LateenSettings settings) {
    this(settings.platform() != PlatformKind.KUBERNETES);
  }

  /** One that leads from the beginning, or waits to be told. */
  public Leadership(boolean leading) {
    this.leading = leading;
  }

  /** Whether this one leads. */
  public boolean isLeading() {
    return leading;
  }

  /** Whether this one led and does not any more: it is to end before another begins. */
  public boolean isOver() {
    return over;
  }

  /** Since when it has been as it is. */
  public Instant since() {
    return since;
  }

  /** Who else leads; empty while this one does, or nobody is known to. */
  public Optional<Replica> other() {
    return leading ? Optional.empty() : leader;
  }

  /** This one leads, or no longer does. */
  public void lead(boolean now) {
    over = leading && !now;
    leading = now;
    since = Instant.now();
    LOG.infof("event=leadership leading=%s", now);
    listeners.forEach(Runnable::run);
  }

  /** Somebody is seen to lead. */
  public void follow(Optional<Replica> seen) {
    leader = seen;
    listeners.forEach(Runnable::run);
  }

  /** Calls the listener after every change; it must not block. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }
}
