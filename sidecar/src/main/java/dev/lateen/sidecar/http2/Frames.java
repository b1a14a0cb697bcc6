package dev.lateen.sidecar.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Numbers of RFC 9113 6 and 7. */
final class Frames {
  static final int HEADER_BYTES = 9;

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int PRIORITY = 2;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PUSH_PROMISE = 5;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 0x1;
  static final int ACK = 0x1;
  static final int END_HEADERS = 0x4;
  static final int PADDED = 0x8;
  static final int WITH_PRIORITY = 0x20;

  static final int SETTING_HEADER_TABLE_SIZE = 1;
  static final int SETTING_ENABLE_PUSH = 2;
  static final int SETTING_MAX_CONCURRENT_STREAMS = 3;
  static final int SETTING_INITIAL_WINDOW_SIZE = 4;
  static final int SETTING_MAX_FRAME_SIZE = 5;
  static final int SETTING_MAX_HEADER_LIST_SIZE = 6;

  /** RFC 8441 3. */
  static final int SETTING_ENABLE_CONNECT_PROTOCOL = 8;

  static final int SETTING_BYTES = 6;
  static final int DEFAULT_MAX_FRAME = 16_384;
  static final int LARGEST_MAX_FRAME = 16_777_215;
  static final int DEFAULT_WINDOW = 65_535;
  static final int DEFAULT_TABLE = 4_096;

  /** What a client says first (RFC 9113 3.4). */
  private static final ByteBuf PREFACE =
      Unpooled.unreleasableBuffer(
              Unpooled.directBuffer(24)
                  .writeBytes(
                      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
          .asReadOnly();

  private Frames() {}

  /** What a client says first; a view of one's own. */
  static ByteBuf preface() {
    return PREFACE.duplicate();
  }
}
