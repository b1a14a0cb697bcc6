package dev.lateen.sidecar.http1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Classes of bytes (RFC 9110 5.5, 5.6.2; RFC 3986 2), and searches a word at a time. */
final class Octets {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long LINE_FEEDS = ONES * '\n';
  private static final long SPACES = ONES * ' ';
  private static final long DELETES = ONES * 0x7f;
  private static final boolean[] TOKEN = table("!#$%&'*+-.^_`|~");

  private Octets() {}

  private static boolean[] table(String punctuation) {
    boolean[] table = new boolean[256];
    for (int c = 0; c < 128; c++) {
      table[c] = Character.isLetterOrDigit(c) || punctuation.indexOf(c) >= 0;
    }
    return table;
  }

  /** Whether the byte may be in a token: a method or the name of a field. */
  static boolean isToken(byte b) {
    return TOKEN[b & 0xff];
  }

  /** Whether the byte is visible ASCII. */
  static boolean isVisible(byte b) {
    return b > ' ' && b < 0x7f;
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /** The value of a hexadecimal digit, or negative. */
  static int hex(byte b) {
    return Character.digit(b, 16);
  }

  /** The first line feed from..to, or {@code to}. */
  static int lineFeed(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long differences = (long) WORD.get(bytes, at) ^ LINE_FEEDS;
      long zeros = (differences - ONES) & ~differences & HIGHS;
      if (zeros != 0) {
        return at + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
    }
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /** The first byte from..to that no value of a field may contain, or {@code to}. */
  static int invalidInValue(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      if (mayHaveControl((long) WORD.get(bytes, at))) {
        int found = control(bytes, at, at + Long.BYTES);
        if (found < at + Long.BYTES) {
          return found;
        }
      }
    }
    return control(bytes, at, to);
  }

  /** Finds all that are there, and tabs. */
  private static boolean mayHaveControl(long word) {
    long deletes = word ^ DELETES;
    return ((word - SPACES) & ~word & HIGHS | (deletes - ONES) & ~deletes & HIGHS) != 0;
  }

  private static int control(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to
        && (bytes[at] >= ' ' || bytes[at] < 0 || bytes[at] == '\t')
        && bytes[at] != 0x7f) {
      at++;
    }
    return at;
  }
}
