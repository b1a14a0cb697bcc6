package dev.lateen.citadel.issuing;

import java.util.List;

/**
 * What a caller gets.
 *
 * @param entry what the journal says of it
 * @param chain the workload's certificate, the intermediates in order, the root last, each in PEM:
 *     the order in which agents of the field expect them
 */
public record IssuedCertificate(JournalEntry entry, List<String> chain) {}
