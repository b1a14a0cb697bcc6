package dev.lateen.sidecar.accesslog;

import io.netty.buffer.ByteBuf;

/** Numbers as decimal digits, without a string in between. */
final class Decimal {
  private static final int BASE = 10;

  private Decimal() {}

  /** Appends a number of at least 0. */
  static void append(long number, ByteBuf out) {
    append(number, 1, out);
  }

  /** Appends at least so many digits. */
  static void append(long number, int digits, ByteBuf out) {
    long unit = 1;
    for (int i = 1; i < digits || number / unit >= BASE; i++) {
      unit *= BASE;
    }
    for (; unit > 0; unit /= BASE) {
      out.writeByte((byte) ('0' + number / unit % BASE));
    }
  }
}
