package dev.lateen.sidecar.capture.rules;

import dev.lateen.sidecar.model.CidrRange;
import java.net.InetAddress;

/** Ranges of addresses as text. */
final class Ranges {
  private Ranges() {}

  /**
   * Reads {@code 10.0.0.0/8}, {@code fd00::/8} or a single address.
   *
   * @throws IllegalArgumentException when it is none of them
   */
  static CidrRange parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    int prefix =
        slash < 0
            ? address.getAddress().length * Byte.SIZE
            : Integer.parseInt(text.substring(slash + 1));
    return new CidrRange(address.getHostAddress(), prefix);
  }

  static String text(CidrRange range) {
    return range.address() + "/" + range.prefixLength();
  }
}
