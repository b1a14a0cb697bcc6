package dev.lateen.blackbox.mesh;

/** Whose sidecar a stock Envoy takes the place of. */
public enum EnvoySide {
  /** The one through which tests ask. */
  CALLER,
  /** Those of every instance of reviews. */
  CALLEE
}
