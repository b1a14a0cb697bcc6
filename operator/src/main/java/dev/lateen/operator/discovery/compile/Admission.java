package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.MutualTls.Mode;

/** Whose connections a port takes. */
enum Admission {
  /** All, without looking at them. */
  PLAINTEXT,
  /** All, and mutual TLS is told from the rest. */
  EITHER,
  /** Those with mutual TLS. */
  MUTUAL,
  /** None: callers must prove who they are, and nobody can look at the proof. */
  NONE;

  /**
   * What a mode comes to.
   *
   * @param able whether the proxy can take mutual TLS
   */
  static Admission of(Mode mode, boolean able) {
    return switch (mode) {
      case DISABLE -> PLAINTEXT;
      case PERMISSIVE, UNSET -> able ? EITHER : PLAINTEXT;
      case STRICT -> able ? MUTUAL : NONE;
    };
  }
}
