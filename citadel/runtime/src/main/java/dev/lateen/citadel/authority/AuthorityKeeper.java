package dev.lateen.citadel.authority;

import dev.lateen.citadel.authority.AuthorityStore.Stored;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Brings the authority to what is wanted, one durable step at a time: whoever is killed between two
 * steps, or in one, leaves a state from which the next call goes on. Safe for use by many threads
 * and processes; of two that make the same step one is told that it is stale.
 */
public final class AuthorityKeeper {
  private final AuthorityStore store;
  private final AuthorityFactory factory;
  private final InstantSource clock;

  /** Of a store. */
  public AuthorityKeeper(AuthorityStore store, AuthorityFactory factory, InstantSource clock) {
    this.store = store;
    this.factory = factory;
    this.clock = clock;
  }

  /**
   * What is in force; empty before the first step.
   *
   * @throws AuthorityStoreException when the state cannot be read; call again
   */
  public Optional<AuthorityState> current() {
    return store.load().map(Stored::state);
  }

  /**
   * Makes the next step, if there is one to make now.
   *
   * @return what is in force after it
   * @throws InvalidAuthorityException when the plugged-in authority cannot be used; what is in
   *     force stays
   * @throws AuthorityStoreException when the state cannot be read or written; call again
   */
  public AuthorityState step(WantedAuthority wanted, RotationProgress progress) {
    Optional<Stored> stored = store.load();
    if (stored.isEmpty()) {
      return store.replace(stored, AuthorityState.of(first(wanted))).state();
    }
    AuthorityState state = stored.orElseThrow().state();
    return following(state, wanted, progress)
        .map(next -> store.replace(stored, next).state())
        .orElse(state);
  }

  /**
   * Changes the state by a function of it, for as often as others are faster.
   *
   * @throws AuthorityStoreException when the state cannot be read or written
   * @throws IllegalStateException when there is no authority yet
   */
  public AuthorityState change(UnaryOperator<AuthorityState> change) {
    while (true) {
      Stored stored =
          store.load().orElseThrow(() -> new IllegalStateException("there is no authority yet"));
      AuthorityState changed = change.apply(stored.state());
      if (changed.equals(stored.state())) {
        return changed;
      }
      try {
        return store.replace(Optional.of(stored), changed).state();
      } catch (StaleAuthorityException _) {
        // somebody else changed it meanwhile: once more, from what it is now
      }
    }
  }

  private Authority first(WantedAuthority wanted) {
    return wanted
        .pluggedIn()
        .map(brought -> brought.authority(1, clock.instant()).with(factory.jwtKey()))
        .orElseGet(
            () -> factory.create(wanted.generation(), wanted.trustDomain(), wanted.keyType()));
  }

  private Optional<AuthorityState> following(
      AuthorityState state, WantedAuthority wanted, RotationProgress progress) {
    return switch (state.phase()) {
      case STEADY ->
          state.current().jwt().isEmpty()
              ? Optional.of(state.with(factory.jwtKey()))
              : successor(state.current(), wanted).map(next -> Rotation.begin(state, next));
      case DISTRIBUTING ->
          progress.nextTrustedByAll()
              ? Optional.of(Rotation.switchIssuing(state))
              : Optional.empty();
      case RETIRING ->
          progress.previousUnused() ? Optional.of(Rotation.finish(state)) : Optional.empty();
    };
  }

  /** A brought authority follows when it is another one, one of ours when a later one is wanted. */
  private Optional<Authority> successor(Authority current, WantedAuthority wanted) {
    if (wanted.pluggedIn().isPresent()) {
      return wanted
          .pluggedIn()
          .map(brought -> brought.authority(current.generation() + 1, clock.instant()))
          .filter(brought -> !brought.issuing().equals(current.issuing()))
          .map(brought -> brought.with(factory.jwtKey()));
    }
    return Optional.of(wanted.generation())
        .filter(generation -> generation > current.generation())
        .map(generation -> factory.create(generation, wanted.trustDomain(), wanted.keyType()));
  }
}
