package dev.lateen.sidecar.model;

/**
 * What the tokens of workloads are verified by (xDS {@code Secret} with a {@code generic_secret}).
 *
 * @param jwks a JWK set (RFC 7517)
 */
public record TokenKeys(String jwks) implements MeshSecret {}
