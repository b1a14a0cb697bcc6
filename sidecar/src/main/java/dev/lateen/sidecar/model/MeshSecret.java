package dev.lateen.sidecar.model;

/** What discovery sends as a secret (xDS {@code Secret}), though none of it is one. */
public sealed interface MeshSecret permits MeshTrust, TokenKeys {}
