package dev.lateen.operator.identity;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The newest report of the authority; none until the first look. Safe for all threads. */
@Singleton
public class AuthorityReports {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Optional<AuthorityReport> current = Optional.empty();

  /** The newest. */
  public Optional<AuthorityReport> current() {
    return current;
  }

  /** Takes another and tells the listeners, in the caller's thread; not if it is equal. */
  public void set(AuthorityReport next) {
    if (current.filter(next::equals).isEmpty()) {
      current = Optional.of(next);
      listeners.forEach(Runnable::run);
    }
  }

  /**
   * Asks to be told of each new report.
   *
   * @param listener must not block
   */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }
}
