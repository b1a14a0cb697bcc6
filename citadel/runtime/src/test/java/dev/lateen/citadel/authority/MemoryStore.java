package dev.lateen.citadel.authority;

import java.util.Optional;

/** Keeps the state in memory. */
final class MemoryStore implements AuthorityStore {
  private Optional<Stored> kept = Optional.empty();
  private int writes;

  int writes() {
    return writes;
  }

  @Override
  public Optional<Stored> load() {
    return kept;
  }

  @Override
  public Stored replace(Optional<Stored> replaced, AuthorityState state) {
    if (!replaced.map(Stored::version).equals(kept.map(Stored::version))) {
      throw new StaleAuthorityException("version " + kept, new IllegalStateException());
    }
    Stored stored = new Stored(state, String.valueOf(++writes));
    kept = Optional.of(stored);
    return stored;
  }
}
