package dev.lateen.sidecar.http2;

import java.util.ArrayDeque;

/** The window of a whole connection for what is sent, and the streams that wait for it. */
final class ConnectionOutput {
  private final ArrayDeque<StreamOutput> waiting = new ArrayDeque<>(2);
  private int window = Frames.DEFAULT_WINDOW;
  private int initialWindow = Frames.DEFAULT_WINDOW;

  int window() {
    return window;
  }

  void sent(int bytes) {
    window -= bytes;
  }

  /** The window that a new stream has. */
  int initialWindow() {
    return initialWindow;
  }

  void initialWindow(int bytes) {
    initialWindow = bytes;
  }

  void await(StreamOutput stream) {
    waiting.add(stream);
  }

  /** Opens the window, a frame for each stream in turn; false when it would be too large. */
  boolean open(int increment) {
    long opened = (long) window + increment;
    if (opened > Integer.MAX_VALUE) {
      return false;
    }
    window = (int) opened;
    while (window > 0 && !waiting.isEmpty()) {
      waiting.poll().resume();
    }
    return true;
  }
}
