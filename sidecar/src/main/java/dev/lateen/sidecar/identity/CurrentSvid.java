package dev.lateen.sidecar.identity;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The identity document in force; none until the first has been issued. Safe for all threads: a
 * reader sees the old one or the new one, whole.
 */
public final class CurrentSvid {
  private final List<Consumer<Svid>> listeners = new CopyOnWriteArrayList<>();
  private volatile Optional<Svid> current = Optional.empty();

  /** What is in force. */
  public Optional<Svid> get() {
    return current;
  }

  /** Puts a new one in force, and tells the listeners in the caller's thread. */
  public void replace(Svid svid) {
    current = Optional.of(svid);
    listeners.forEach(listener -> listener.accept(svid));
  }

  /** Calls the listener with every document that comes into force from now on. */
  public void onReplace(Consumer<Svid> listener) {
    listeners.add(listener);
  }
}
