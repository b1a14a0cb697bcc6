package dev.lateen.citadel.authority;

import dev.lateen.citadel.issuing.JournalEntry;
import dev.lateen.citadel.issuing.JournalStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps state and journal in memory, counts their writes, and ends the process at one of them. */
final class CrashingDisk implements AuthorityStore {
  /** On which side of a write the process ends. */
  enum Side {
    BEFORE,
    AFTER
  }

  private final int write;
  private final Side side;
  private final List<JournalEntry> journal = new ArrayList<>();
  private Optional<Stored> state = Optional.empty();
  private int writes;

  /**
   * One that ends the process once.
   *
   * @param write at which write, from 1
   */
  CrashingDisk(int write, Side side) {
    this.write = write;
    this.side = side;
  }

  /** Whether it has ended the process. */
  boolean hasCrashed() {
    return writes >= write;
  }

  /** Everything kept of the journal. */
  List<JournalEntry> journal() {
    return List.copyOf(journal);
  }

  @Override
  public Optional<Stored> load() {
    return state;
  }

  @Override
  public Stored replace(Optional<Stored> replaced, AuthorityState next) {
    if (!replaced.map(Stored::version).equals(state.map(Stored::version))) {
      throw new StaleAuthorityException("stale", new IllegalStateException());
    }
    Stored stored = new Stored(next, String.valueOf(writes + 1));
    write(() -> state = Optional.of(stored));
    return stored;
  }

  /** Its other part. */
  JournalStore journalStore() {
    return new JournalStore() {
      @Override
      public List<JournalEntry> load() {
        return journal();
      }

      @Override
      public void append(JournalEntry entry, Instant now) {
        write(() -> journal.add(entry));
      }
    };
  }

  private void write(Runnable effect) {
    writes++;
    if (writes == write && side == Side.BEFORE) {
      throw new Crash();
    }
    effect.run();
    if (writes == write && side == Side.AFTER) {
      throw new Crash();
    }
  }

  /** The process has ended. */
  static final class Crash extends RuntimeException {}
}
