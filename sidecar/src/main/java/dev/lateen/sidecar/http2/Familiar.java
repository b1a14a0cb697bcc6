package dev.lateen.sidecar.http2;

import io.netty.util.AsciiString;

/**
 * Texts that were found in order before: those in the tables of the compression come again and
 * again as the same objects, and need not be looked at letter by letter each time.
 */
final class Familiar {
  private static final int SLOTS = 64;

  /** What is longer would only be kept alive for nothing. */
  private static final int LONGEST = 256;

  private final AsciiString[] texts = new AsciiString[SLOTS];

  boolean contains(AsciiString text) {
    return texts[slot(text)] == text;
  }

  /** Remembers a text in place of another. */
  boolean add(AsciiString text) {
    if (text.length() <= LONGEST) {
      texts[slot(text)] = text;
    }
    return true;
  }

  private static int slot(AsciiString text) {
    return text.hashCode() & (SLOTS - 1);
  }
}
