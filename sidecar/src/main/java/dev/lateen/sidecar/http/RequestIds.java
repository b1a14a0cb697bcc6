package dev.lateen.sidecar.http;

import io.netty.util.AsciiString;
import java.util.random.RandomGenerator;

/**
 * Makes request ids: random UUIDs, version 4 (RFC 9562), for telling requests apart and not for
 * secrets.
 */
final class RequestIds {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final int LENGTH = 36;

  private RequestIds() {}

  static CharSequence next(RandomGenerator random) {
    long high = random.nextLong() & ~0xF000L | 0x4000L;
    long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | Long.MIN_VALUE;
    byte[] text = new byte[LENGTH];
    int at = 0;
    for (int digit = 0; digit < 32; digit++) {
      if (digit == 8 || digit == 12 || digit == 16 || digit == 20) {
        text[at++] = '-';
      }
      long half = digit < 16 ? high : low;
      text[at++] = HEX[(int) (half >>> 60 - 4 * (digit & 15)) & 15];
    }
    return new AsciiString(text, false);
  }
}
