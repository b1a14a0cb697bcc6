package dev.lateen.operator.replica;

import java.util.Optional;

/**
 * One of the operators.
 *
 * @param name nobody else has it
 * @param address host and port of its authority
 */
public record Replica(String name, String address) {
  private static final String SEPARATOR = "@";

  /** As it stands in a lease. */
  public String holder() {
    return name + SEPARATOR + address;
  }

  /** Reads what stands in a lease; empty when it was not written by an operator of this kind. */
  public static Optional<Replica> read(String holder) {
    int at = holder.indexOf(SEPARATOR);
    return at < 0
        ? Optional.empty()
        : Optional.of(new Replica(holder.substring(0, at), holder.substring(at + 1)));
  }
}
