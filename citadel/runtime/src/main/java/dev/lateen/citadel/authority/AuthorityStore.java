package dev.lateen.citadel.authority;

import java.util.Optional;

/** Where the state of the authority is kept. Safe for use by many threads and processes. */
public interface AuthorityStore {

  /**
   * What is kept; empty before the first time.
   *
   * @throws AuthorityStoreException when it cannot be read
   */
  Optional<Stored> load();

  /**
   * Replaces what is kept, whole or not at all.
   *
   * @param replaced what was read before; empty where nothing was there
   * @return what is kept now
   * @throws StaleAuthorityException when somebody else was faster; read again
   * @throws AuthorityStoreException when it cannot be written
   */
  Stored replace(Optional<Stored> replaced, AuthorityState state);

  /**
   * A state as it was read.
   *
   * @param state what was kept
   * @param version tells it from every other the store has kept
   */
  record Stored(AuthorityState state, String version) {}
}
