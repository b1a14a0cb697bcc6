package dev.lateen.citadel.authority;

import java.util.Optional;

/** Keeps the state in memory, and fails where a test wants a process to die. */
final class MemoryStore implements AuthorityStore {
  /** When the next write ends the process. */
  enum Kill {
    NEVER,
    BEFORE_THE_WRITE,
    AFTER_THE_WRITE
  }

  private Optional<Stored> kept = Optional.empty();
  private Kill kill = Kill.NEVER;
  private int writes;

  void kill(Kill when) {
    kill = when;
  }

  int writes() {
    return writes;
  }

  @Override
  public Optional<Stored> load() {
    return kept;
  }

  @Override
  public Stored replace(Optional<Stored> replaced, AuthorityState state) {
    die(Kill.BEFORE_THE_WRITE);
    if (!replaced.map(Stored::version).equals(kept.map(Stored::version))) {
      throw new StaleAuthorityException("version " + kept, new IllegalStateException());
    }
    Stored stored = new Stored(state, String.valueOf(++writes));
    kept = Optional.of(stored);
    die(Kill.AFTER_THE_WRITE);
    return stored;
  }

  private void die(Kill when) {
    if (kill == when) {
      kill = Kill.NEVER;
      throw new Killed();
    }
  }

  /** The process has died. */
  static final class Killed extends RuntimeException {}
}
