package dev.lateen.operator.platform;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the mesh gets its services and rules from. Thread-safe.
 *
 * <p>A platform never fails because its source is away for a while: it keeps what it last knew,
 * logs, and tries again.
 */
public interface Platform extends AutoCloseable {

  /**
   * Begins to watch; called once. Returns at once: the first state follows when it is known.
   *
   * @param consumer gets the whole state after each change, in order and by one thread at a time;
   *     it must not block
   */
  void start(Consumer<MeshResources> consumer);

  /** Whether the whole state was read at least once. */
  boolean synced();

  /** What was last read; empty before {@link #synced()}. */
  MeshResources current();

  /** Why {@link #synced()} is still false or the source is away; empty when all is well. */
  Optional<String> problem();

  /** Stops watching; the consumer is not called afterwards. */
  @Override
  void close();
}
