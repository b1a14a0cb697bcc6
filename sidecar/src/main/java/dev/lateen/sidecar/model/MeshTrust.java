package dev.lateen.sidecar.model;

import java.util.Optional;

/**
 * Whom the mesh trusts (xDS {@code Secret} with a {@code validation_context}).
 *
 * @param authorities root certificates, PEM; several while one takes over from another
 * @param revocations certificate revocation lists (RFC 5280 5), PEM
 */
public record MeshTrust(String authorities, Optional<String> revocations) {}
