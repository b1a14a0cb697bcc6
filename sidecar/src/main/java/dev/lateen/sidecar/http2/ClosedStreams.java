package dev.lateen.sidecar.http2;

/**
 * The streams that were closed last, and how: frames for one that we reset may still be under way
 * and are ignored, for another they are an error (RFC 9113 5.1).
 */
final class ClosedStreams {
  private static final int REMEMBERED = 256;

  private final int[] ids = new int[REMEMBERED];
  private int next;

  /** Remembers a stream. */
  void add(int streamId, boolean resetByUs) {
    ids[next] = resetByUs ? -streamId : streamId;
    next = (next + 1) & (REMEMBERED - 1);
  }

  boolean contains(int streamId) {
    return find(streamId) || find(-streamId);
  }

  boolean isResetByUs(int streamId) {
    return find(-streamId);
  }

  private boolean find(int id) {
    for (int known : ids) {
      if (known == id) {
        return true;
      }
    }
    return false;
  }
}
