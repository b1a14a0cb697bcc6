package dev.lateen.sidecar.model;

import java.util.Optional;

/**
 * Whom the mesh trusts (xDS {@code Secret} with a {@code validation_context}).
 *
 * @param authorities root certificates, PEM; several while one takes over from another
 * @param revocations certificate revocation lists (RFC 5280 5), PEM
 * @param tokenKeys what tokens are verified by; only where this proxy asked for them
 */
public record MeshTrust(
    String authorities, Optional<String> revocations, Optional<TokenKeys> tokenKeys)
    implements MeshSecret {

  /** Without keys of tokens. */
  public MeshTrust(String authorities, Optional<String> revocations) {
    this(authorities, revocations, Optional.empty());
  }

  /** The same with keys of tokens. */
  public MeshTrust with(Optional<TokenKeys> keys) {
    return new MeshTrust(authorities, revocations, keys);
  }
}
