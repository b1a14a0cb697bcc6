package dev.lateen.operator.cluster;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** Whether a value is the one it was asked about last. */
final class Unchanged<T> implements Predicate<T> {
  private final AtomicReference<T> last = new AtomicReference<>();

  @Override
  public boolean test(T value) {
    return value.equals(last.getAndSet(value));
  }
}
