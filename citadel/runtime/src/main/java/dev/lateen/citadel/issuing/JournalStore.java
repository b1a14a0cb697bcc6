package dev.lateen.citadel.issuing;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Where the journal is kept. Safe for use by many threads. */
public interface JournalStore {

  /**
   * Everything kept, the oldest first.
   *
   * @throws dev.lateen.citadel.authority.AuthorityStoreException when it cannot be read
   */
  List<JournalEntry> load();

  /**
   * Asks to be told what others keep, where there are others.
   *
   * @param others gets entries, possibly some that are known, on any thread
   */
  default void follow(Consumer<JournalEntry> others) {}

  /**
   * Keeps one more, durably when this returns. What expired before now may be dropped meanwhile.
   *
   * @throws dev.lateen.citadel.authority.AuthorityStoreException when it cannot be written
   */
  void append(JournalEntry entry, Instant now);
}
