package dev.lateen.sidecar.http2;

import static dev.lateen.sidecar.http2.Frames.*;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Error;

/** What the peer said in SETTINGS (RFC 9113 6.5.2). */
final class PeerSettings {
  private final boolean ofServer;
  private long maxConcurrentStreams = Integer.MAX_VALUE;
  private int initialWindow = DEFAULT_WINDOW;
  private int maxFrame = DEFAULT_MAX_FRAME;
  private long tableSize = DEFAULT_TABLE;
  private boolean connectProtocol;

  PeerSettings(boolean ofServer) {
    this.ofServer = ofServer;
  }

  /** Pairs of identifier and value, as in SETTINGS. */
  void setAll(ByteBuf payload) {
    while (payload.isReadable()) {
      set(payload.readUnsignedShort(), payload.readUnsignedInt());
    }
  }

  void set(int id, long value) {
    switch (id) {
      case SETTING_HEADER_TABLE_SIZE -> tableSize = value;
      case SETTING_ENABLE_PUSH -> require(value <= (ofServer ? 0 : 1), id, value);
      case SETTING_MAX_CONCURRENT_STREAMS -> maxConcurrentStreams = value;
      case SETTING_INITIAL_WINDOW_SIZE -> {
        if (value > Integer.MAX_VALUE) {
          throw new Http2ConnectionException(Http2Error.FLOW_CONTROL_ERROR, "window " + value);
        }
        initialWindow = (int) value;
      }
      case SETTING_MAX_FRAME_SIZE -> {
        require(value >= DEFAULT_MAX_FRAME && value <= LARGEST_MAX_FRAME, id, value);
        maxFrame = (int) value;
      }
      case SETTING_ENABLE_CONNECT_PROTOCOL -> {
        require(value <= 1 && (value == 1 || !connectProtocol), id, value);
        connectProtocol = value == 1;
      }
      default -> {
        // RFC 9113 6.5.2: unknown settings are ignored; the size of header lists is advice
      }
    }
  }

  private static void require(boolean inRange, int id, long value) {
    if (!inRange) {
      throw new Http2ConnectionException(
          Http2Error.PROTOCOL_ERROR, "setting " + id + " of " + value);
    }
  }

  int maxConcurrentStreams() {
    return (int) Math.min(maxConcurrentStreams, Integer.MAX_VALUE);
  }

  int initialWindow() {
    return initialWindow;
  }

  int maxFrame() {
    return maxFrame;
  }

  long tableSize() {
    return tableSize;
  }

  /** Whether the peer takes extended CONNECT (RFC 8441). */
  boolean takesConnectProtocol() {
    return connectProtocol;
  }
}
