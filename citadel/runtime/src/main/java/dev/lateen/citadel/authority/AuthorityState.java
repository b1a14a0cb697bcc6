package dev.lateen.citadel.authority;

import dev.lateen.citadel.jwt.JwtKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that an authority must remember, kept as one document that is replaced as a whole: whoever
 * reads it sees one current root, whatever died in between.
 *
 * @param current what issues
 * @param next the root that will follow; only while {@link RotationPhase#DISTRIBUTING}
 * @param previous the root that came before; only while {@link RotationPhase#RETIRING}
 * @param revocations certificates not to be believed
 */
public record AuthorityState(
    Authority current,
    Optional<Authority> next,
    Optional<Authority> previous,
    List<Revocation> revocations) {

  /** Checks that at most one rotation is under way. */
  public AuthorityState {
    revocations = List.copyOf(revocations);
    if (next.isPresent() && previous.isPresent()) {
      throw new IllegalArgumentException("next, previous: both: a rotation ends before the next");
    }
  }

  /** With one root. */
  public static AuthorityState of(Authority authority) {
    return new AuthorityState(authority, Optional.empty(), Optional.empty(), List.of());
  }

  /** Where the rotation stands. */
  public RotationPhase phase() {
    if (next.isPresent()) {
      return RotationPhase.DISTRIBUTING;
    }
    return previous.isPresent() ? RotationPhase.RETIRING : RotationPhase.STEADY;
  }

  /** Every authority whose root is trusted, the current one first. */
  public List<Authority> trusted() {
    return Stream.of(Stream.of(current), next.stream(), previous.stream())
        .flatMap(authorities -> authorities)
        .toList();
  }

  /** The same with a key for the tokens of the current authority. */
  public AuthorityState with(JwtKey key) {
    return new AuthorityState(current.with(key), next, previous, revocations);
  }

  /** The same with other revocations. */
  public AuthorityState withRevocations(List<Revocation> others) {
    return new AuthorityState(current, next, previous, others);
  }
}
