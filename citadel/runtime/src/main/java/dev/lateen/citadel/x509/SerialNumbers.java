package dev.lateen.citadel.x509;

import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * Serial numbers of 159 random bits: positive, of at most 20 octets (RFC 5280, 4.1.2.2), and never
 * to be guessed or met twice. Safe for use by many threads.
 */
public record SerialNumbers(SecureRandom random) {
  private static final int BITS = 159;

  /** Another one. */
  public BigInteger next() {
    return new BigInteger(BITS, random).add(BigInteger.ONE);
  }
}
