package dev.lateen.operator.identity;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The trust bundle in force; {@link TrustBundle#NONE} until an authority says another. Safe for all
 * threads.
 */
@Singleton
public class TrustBundles {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile TrustBundle current = TrustBundle.NONE;

  /** What is in force. */
  public TrustBundle current() {
    return current;
  }

  /** Puts another in force and tells the listeners, in the caller's thread; not if it is equal. */
  public void set(TrustBundle next) {
    if (!next.equals(current)) {
      current = next;
      listeners.forEach(Runnable::run);
    }
  }

  /**
   * Asks to be told of each new bundle.
   *
   * @param listener must not block
   */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }
}
