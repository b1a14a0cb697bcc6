package dev.lateen.citadel.authority;

import java.util.Optional;

/** The steps from one root to the next, each from a whole state to a whole state. */
public final class Rotation {

  private Rotation() {}

  /**
   * Makes the next root known. Nothing is issued below it yet.
   *
   * @throws IllegalStateException when a rotation is under way
   */
  public static AuthorityState begin(AuthorityState state, Authority next) {
    require(state, RotationPhase.STEADY);
    if (next.generation() <= state.current().generation()) {
      throw new IllegalStateException(
          "generation %d does not follow %d"
              .formatted(next.generation(), state.current().generation()));
    }
    return new AuthorityState(
        state.current(), Optional.of(next), Optional.empty(), state.revocations());
  }

  /**
   * Issues below the next root, once everybody trusts it.
   *
   * @throws IllegalStateException when no next root is being made known
   */
  public static AuthorityState switchIssuing(AuthorityState state) {
    require(state, RotationPhase.DISTRIBUTING);
    return new AuthorityState(
        state.next().orElseThrow(),
        Optional.empty(),
        Optional.of(state.current()),
        state.revocations());
  }

  /**
   * Stops to trust the previous root, once nothing below it is in use.
   *
   * @throws IllegalStateException when there is no previous root
   */
  public static AuthorityState finish(AuthorityState state) {
    require(state, RotationPhase.RETIRING);
    return new AuthorityState(
        state.current(),
        Optional.empty(),
        Optional.empty(),
        state.revocations().stream()
            .filter(revocation -> revocation.generation() >= state.current().generation())
            .toList());
  }

  private static void require(AuthorityState state, RotationPhase phase) {
    if (state.phase() != phase) {
      throw new IllegalStateException("the rotation is " + state.phase() + ", not " + phase);
    }
  }
}
