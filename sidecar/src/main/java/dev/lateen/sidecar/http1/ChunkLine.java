package dev.lateen.sidecar.http1;

import static dev.lateen.sidecar.http1.RefusedMessageException.malformed;

import io.netty.buffer.ByteBuf;

/**
 * The line before a chunk's data (RFC 9112 7.1): its size, and extensions, which nobody here knows
 * and which end here.
 */
final class ChunkLine {
  /** Of all extensions of a message, bytes. */
  private static final int MAX_EXTENSIONS = 16 << 10;

  /** 2^60 bytes: nothing overflows. */
  private static final int MAX_DIGITS = 15;

  private enum Part {
    SIZE,
    BLANK,
    EXTENSION,
    LINE_FEED
  }

  private Part part = Part.SIZE;
  private int digits;
  private long size;
  private int extensions;

  /** A new message begins. */
  void begin() {
    extensions = 0;
    next();
  }

  private void next() {
    part = Part.SIZE;
    digits = 0;
    size = 0;
  }

  /**
   * Takes the rest of the line from the input.
   *
   * @return its size, or negative when it is not complete
   */
  long read(ByteBuf in) {
    while (in.isReadable()) {
      byte b = in.readByte();
      if (part == Part.LINE_FEED) {
        if (b != '\n') {
          throw malformed("a bare carriage return in the size of a chunk");
        }
        long complete = size;
        next();
        return complete;
      }
      take(b);
    }
    return -1;
  }

  private void take(byte b) {
    int digit = part == Part.SIZE ? Octets.hex(b) : -1;
    if (digit >= 0) {
      size = size << 4 | digit;
      if (++digits > MAX_DIGITS) {
        throw malformed("the size of a chunk has too many digits");
      }
    } else if (digits == 0) {
      throw malformed("a chunk without a size");
    } else if (part == Part.EXTENSION) {
      extension(b);
    } else if (b == ';') {
      part = Part.EXTENSION;
    } else if (Octets.isBlank(b)) {
      part = Part.BLANK;
    } else if (b == '\r' && part == Part.SIZE) {
      part = Part.LINE_FEED;
    } else {
      throw malformed("the size of a chunk is no number");
    }
  }

  private void extension(byte b) {
    if (b == '\r') {
      part = Part.LINE_FEED;
    } else if (b >= 0 && b < ' ' && b != '\t' || b == 0x7f || ++extensions > MAX_EXTENSIONS) {
      throw malformed("the extensions of chunks are too long or contain control characters");
    }
  }
}
