package dev.lateen.sidecar.model;

import java.net.InetAddress;

/**
 * An IPv4 or IPv6 prefix (RFC 4632, RFC 4291).
 *
 * @param address an IP address literal; bits beyond the prefix are ignored
 * @param prefixLength 0..32 or 0..128
 */
public record CidrRange(String address, int prefixLength) {
  /**
   * Checks address and length.
   *
   * @throws IllegalArgumentException when the address is not a literal or the length is out of
   *     range
   */
  public CidrRange {
    int bits = bytes(address).length * Byte.SIZE;
    if (prefixLength < 0 || prefixLength > bits) {
      throw new IllegalArgumentException(
          "prefix length " + prefixLength + " of " + address + " is not in 0.." + bits);
    }
  }

  /** Whether the address is inside; an address of the other family never is. */
  public boolean contains(InetAddress candidate) {
    byte[] mine = bytes(address);
    byte[] other = candidate.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    int whole = prefixLength / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (mine[i] != other[i]) {
        return false;
      }
    }
    int rest = prefixLength % Byte.SIZE;
    return rest == 0
        || (mine[whole] ^ other[whole]) >>> (Byte.SIZE - rest) << (Byte.SIZE - rest) << 24 == 0;
  }

  private static byte[] bytes(String literal) {
    return InetAddress.ofLiteral(literal).getAddress();
  }
}
