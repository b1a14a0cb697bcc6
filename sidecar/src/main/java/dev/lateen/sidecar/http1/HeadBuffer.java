package dev.lateen.sidecar.http1;

import static dev.lateen.sidecar.http1.RefusedMessageException.malformed;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Arrays;

/**
 * Collects the lines of a head, or of trailers, until the empty line that ends them. Takes from the
 * input exactly what belongs to them, in windows, so that a body behind them is not copied.
 */
final class HeadBuffer {
  private static final int WINDOW = 1024;
  private static final int MAX_EMPTY_LINES = 8;
  private static final byte[] NONE = {};

  private final MessageLimits limits;
  private byte[] bytes = NONE;
  private int length;
  private int searched;
  private int start;
  private int line;
  private int lines;
  private int firstEnd;
  private boolean startLine;
  private int emptyAllowed;

  HeadBuffer(MessageLimits limits) {
    this.limits = limits;
  }

  /** Begins with a request line: empty lines before it are dropped (RFC 9112 2.2). */
  void beginRequest() {
    begin(true, MAX_EMPTY_LINES);
  }

  /** Begins with a status line. */
  void beginResponse() {
    begin(true, 0);
  }

  /** Begins with fields, or none. */
  void beginTrailers() {
    begin(false, 0);
  }

  private void begin(boolean withStartLine, int emptyLines) {
    length = 0;
    searched = 0;
    start = 0;
    line = 0;
    lines = 0;
    firstEnd = 0;
    startLine = withStartLine;
    emptyAllowed = emptyLines;
  }

  /** Whether a part of it is there. */
  boolean isBegun() {
    return length > start;
  }

  /** Number of lines, without the empty one. */
  int lines() {
    return lines;
  }

  /** The lines, in an array of their own, with the empty one. */
  byte[] take() {
    return Arrays.copyOfRange(bytes, start, length);
  }

  /**
   * Takes what belongs here from the input.
   *
   * @return whether it is complete
   * @throws RefusedMessageException when it is larger than it may be
   */
  boolean fill(ByteBuf in) {
    while (in.isReadable()) {
      int window = Math.min(in.readableBytes(), WINDOW);
      if (length + window > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(length + window, bytes.length * 2));
      }
      in.getBytes(in.readerIndex(), bytes, length, window);
      int end = search(length + window);
      in.skipBytes((end < 0 ? length + window : end) - length);
      length = end < 0 ? length + window : end;
      checkSize();
      if (end >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Behind the empty line that ends the head, or negative. */
  private int search(int to) {
    int feed = Octets.lineFeed(bytes, searched, to);
    while (feed < to) {
      boolean empty = feed == line || feed == line + 1 && bytes[line] == '\r';
      line = feed + 1;
      if (!empty) {
        lines++;
        if (lines == 1) {
          firstEnd = line;
        }
      } else if (startLine && lines == 0) {
        skipEmpty(feed);
      } else {
        return line;
      }
      feed = Octets.lineFeed(bytes, line, to);
    }
    searched = to;
    return -1;
  }

  private void skipEmpty(int feed) {
    boolean bare = feed == start;
    if (bare || emptyAllowed == 0) {
      throw malformed("empty line before a message");
    }
    emptyAllowed--;
    start = feed + 1;
  }

  private void checkSize() {
    boolean inStartLine = startLine && lines == 0;
    if (inStartLine && length - start > limits.startLine() + 2
        || startLine && lines > 0 && firstEnd - start > limits.startLine() + 2) {
      throw new RefusedMessageException(
          HttpResponseStatus.REQUEST_URI_TOO_LONG, "the first line exceeds its limit");
    }
    int fields = startLine ? lines - 1 : lines;
    int fieldBytes = startLine ? length - firstEnd : length;
    if (!inStartLine && (fields > limits.fieldCount() || fieldBytes > limits.fields() + 2)) {
      throw RefusedMessageException.fieldsTooLarge();
    }
  }
}
