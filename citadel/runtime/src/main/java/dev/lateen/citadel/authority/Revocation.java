package dev.lateen.citadel.authority;

import java.time.Instant;

/**
 * A certificate that is not to be believed any more.
 *
 * @param serial its serial number, hexadecimal without leading zeros, lower case
 * @param generation of the root below which it was issued
 * @param at since when
 * @param expiry when it expires by itself, after which it need not be listed
 */
public record Revocation(String serial, int generation, Instant at, Instant expiry) {}
