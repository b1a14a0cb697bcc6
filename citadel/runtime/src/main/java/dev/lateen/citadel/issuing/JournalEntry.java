package dev.lateen.citadel.issuing;

import dev.lateen.citadel.spiffe.SpiffeId;
import java.time.Instant;

/**
 * One certificate that was issued.
 *
 * @param serial its serial number, hexadecimal without leading zeros, lower case
 * @param identity whose it is
 * @param instance which of the workloads of that identity asked; names a pod or a Workload
 * @param generation of the root below which it was issued
 * @param issuedAt when
 * @param expiry when it ends by itself
 */
public record JournalEntry(
    String serial,
    SpiffeId identity,
    String instance,
    int generation,
    Instant issuedAt,
    Instant expiry) {}
