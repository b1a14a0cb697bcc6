package dev.lateen.sidecar.http2;

import static dev.lateen.sidecar.http2.Frames.*;

/** What each side says first (RFC 9113 3.4): what it allows the other. */
final class Greeting {
  private Greeting() {}

  static void write(FrameWriter writer, Http2Limits limits, boolean server) {
    if (server) {
      writer.settings(
          SETTING_MAX_CONCURRENT_STREAMS, limits.maxConcurrentStreams(),
          SETTING_INITIAL_WINDOW_SIZE, limits.streamWindow(),
          SETTING_MAX_HEADER_LIST_SIZE, limits.maxHeaderBytes(),
          SETTING_ENABLE_CONNECT_PROTOCOL, 1);
    } else {
      writer.preface();
      writer.settings(
          SETTING_ENABLE_PUSH, 0,
          SETTING_INITIAL_WINDOW_SIZE, limits.streamWindow(),
          SETTING_MAX_HEADER_LIST_SIZE, limits.maxHeaderBytes());
    }
    int more = limits.connectionWindow() - DEFAULT_WINDOW;
    if (more > 0) {
      writer.windowUpdate(0, more);
    }
  }
}
