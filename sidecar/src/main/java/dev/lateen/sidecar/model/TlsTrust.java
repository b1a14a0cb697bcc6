package dev.lateen.sidecar.model;

/** Whose certificates are believed. */
public sealed interface TlsTrust {
  /** Those of the authorities the platform trusts. */
  record Platform() implements TlsTrust {}

  /**
   * Those of these authorities.
   *
   * @param pem one or more certificates, PEM
   */
  record Authorities(String pem) implements TlsTrust {}

  /** Those of the authorities of the mesh ({@link MeshTrust}) when a connection is made. */
  record Mesh() implements TlsTrust {}

  /** Anyone's: no verification, as xDS does without a validation context. */
  record Anyone() implements TlsTrust {}
}
