package dev.lateen.sidecar.accesslog;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** {@code 2006-01-02T15:04:05.000Z}; what is the same for a second is made once a second. */
final class Timestamps {
  private static final int MILLIS_PER_SECOND = 1000;
  private static final int MILLI_DIGITS = 3;

  private long second = -1;
  private byte[] text = {};

  void append(long millis, ByteBuf out) {
    long now = Math.floorDiv(millis, MILLIS_PER_SECOND);
    if (now != second) {
      second = now;
      String whole = Instant.ofEpochSecond(now).toString();
      text = whole.substring(0, whole.length() - 1).getBytes(StandardCharsets.US_ASCII);
    }
    out.writeBytes(text).writeByte('.');
    Decimal.append(Math.floorMod(millis, MILLIS_PER_SECOND), MILLI_DIGITS, out);
    out.writeByte('Z');
  }
}
