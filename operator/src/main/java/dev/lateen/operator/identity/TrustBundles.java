package dev.lateen.operator.identity;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The trust bundle in force; none is known until the authority, or whoever knows that there is
 * none, has spoken: proxies of an operator that was started again must not be told meanwhile to do
 * without mutual TLS. Safe for all threads.
 */
@Singleton
public class TrustBundles {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Optional<TrustBundle> current = Optional.empty();

  /** What is in force; empty until it is known. */
  public Optional<TrustBundle> current() {
    return current;
  }

  /** Puts another in force and tells the listeners, in the caller's thread; not if it is equal. */
  public void set(TrustBundle next) {
    if (current.filter(next::equals).isEmpty()) {
      current = Optional.of(next);
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
