package dev.lateen.sidecar.model;

/**
 * A copy of requests, fire and forget; its host gets the suffix {@code -shadow}.
 *
 * @param cluster where to
 * @param share of the requests
 */
public record Mirror(String cluster, Fraction share) {}
