package dev.lateen.sidecar.http2;

import io.netty.handler.codec.http2.Http2Error;

/**
 * The window of a whole connection for what arrives. It is opened as data arrives, not as it is
 * read, so that one slow reader does not stop the others; only beyond a limit of unread data the
 * peer has to wait.
 */
final class ConnectionInput {
  private final int window;
  private final int mostUnread;
  private int left;
  private int unread;
  private int credit;

  ConnectionInput(int window, int mostUnread) {
    this.window = window;
    this.mostUnread = mostUnread;
    this.left = window;
  }

  void received(int bytes) {
    left -= bytes;
    if (left < 0) {
      throw new Http2ConnectionException(Http2Error.FLOW_CONTROL_ERROR, "more than the window");
    }
    unread += bytes;
    credit += bytes;
  }

  void consumed(int bytes) {
    unread -= bytes;
  }

  /** How far to open the window now; 0 for not yet. */
  int increment() {
    if (credit < window / 2 || unread > mostUnread) {
      return 0;
    }
    int increment = credit;
    credit = 0;
    left += increment;
    return increment;
  }
}
