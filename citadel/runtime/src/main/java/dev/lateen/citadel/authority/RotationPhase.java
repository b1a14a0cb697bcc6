package dev.lateen.citadel.authority;

/** Where the change from one root to the next stands. Each phase is one write of the state. */
public enum RotationPhase {
  /** One root, trusted by all. */
  STEADY,
  /** The next root is being made known; the current one still issues. */
  DISTRIBUTING,
  /** The new root issues; the previous one is still trusted, for what it issued. */
  RETIRING
}
