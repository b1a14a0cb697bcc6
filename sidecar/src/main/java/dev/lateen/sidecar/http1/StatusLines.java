package dev.lateen.sidecar.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** Status lines, those with the usual reasons made beforehand. */
final class StatusLines {
  private static final int FIRST = 100;
  private static final HttpResponseStatus[] STATUSES = new HttpResponseStatus[500];
  private static final byte[][] LINES = new byte[STATUSES.length][];

  static {
    for (int i = 0; i < STATUSES.length; i++) {
      STATUSES[i] = HttpResponseStatus.valueOf(FIRST + i);
      LINES[i] = ("HTTP/1.1 " + STATUSES[i] + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
  }

  private StatusLines() {}

  /** The status with its usual reason; 100..599. */
  static HttpResponseStatus status(int code) {
    return STATUSES[code - FIRST];
  }

  static void write(HttpResponseStatus status, ByteBuf out) {
    int index = status.code() - FIRST;
    if (index >= 0 && index < STATUSES.length && STATUSES[index] == status) {
      out.writeBytes(LINES[index]);
    } else {
      ByteBufUtil.writeAscii(
          out, "HTTP/1.1 " + status.codeAsText() + ' ' + status.reasonPhrase() + "\r\n");
    }
  }
}
