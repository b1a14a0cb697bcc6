package dev.lateen.sidecar.capture;

import dev.lateen.sidecar.model.Sniffed;
import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;

/**
 * Whether a connection begins as HTTP: the preface of HTTP/2 (RFC 9113 3.4), or a request line of
 * HTTP/1 (RFC 9112 3). A method alone is not believed, because other protocols begin with a word
 * too ({@code GET key} of Redis, {@code OPTIONS} of RTSP and SIP); the version decides, and for a
 * very long line the form of its target.
 */
final class HttpStart {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int MAX_METHOD = 32;
  private static final int MAX_LINE = 8_192;

  private HttpStart() {}

  /** Looks at the bytes, which stay as they are. */
  static Look look(ByteBuf bytes) {
    if (begins(bytes, PREFACE)) {
      return bytes.readableBytes() < PREFACE.length()
          ? new Look.Undecided()
          : new Look.Seen(Sniffed.http("h2c"));
    }
    int start = bytes.readerIndex();
    int space = methodEnd(bytes);
    if (space < 0) {
      return bytes.readableBytes() > MAX_METHOD || !isMethod(bytes, bytes.readableBytes())
          ? new Look.Nothing()
          : new Look.Undecided();
    }
    if (space == 0 || !isMethod(bytes, space)) {
      return new Look.Nothing();
    }
    int end = bytes.forEachByte(start, bytes.readableBytes(), ByteProcessor.FIND_LF);
    return end < 0 ? unfinished(bytes, space) : version(bytes, end - start);
  }

  /** Whether what is there agrees with the text as far as both go. */
  private static boolean begins(ByteBuf bytes, String text) {
    int length = Math.min(bytes.readableBytes(), text.length());
    for (int i = 0; i < length; i++) {
      if (bytes.getByte(bytes.readerIndex() + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int methodEnd(ByteBuf bytes) {
    int length = Math.min(bytes.readableBytes(), MAX_METHOD + 1);
    int space = bytes.indexOf(bytes.readerIndex(), bytes.readerIndex() + length, (byte) ' ');
    return space < 0 ? space : space - bytes.readerIndex();
  }

  private static boolean isMethod(ByteBuf bytes, int length) {
    for (int i = 0; i < length; i++) {
      byte b = bytes.getByte(bytes.readerIndex() + i);
      if ((b < 'A' || b > 'Z') && b != '-' && b != '_') {
        return false;
      }
    }
    return true;
  }

  private static Look unfinished(ByteBuf bytes, int space) {
    if (bytes.readableBytes() <= MAX_LINE) {
      return new Look.Undecided();
    }
    byte target = bytes.getByte(bytes.readerIndex() + space + 1);
    return target == '/' || target == 'h'
        ? new Look.Seen(Sniffed.http("http/1.1"))
        : new Look.Nothing();
  }

  private static Look version(ByteBuf bytes, int lineLength) {
    String line =
        bytes
            .toString(bytes.readerIndex(), lineLength, StandardCharsets.ISO_8859_1)
            .stripTrailing();
    if (line.endsWith(" HTTP/1.1")) {
      return new Look.Seen(Sniffed.http("http/1.1"));
    }
    return line.endsWith(" HTTP/1.0")
        ? new Look.Seen(Sniffed.http("http/1.0"))
        : new Look.Nothing();
  }
}
