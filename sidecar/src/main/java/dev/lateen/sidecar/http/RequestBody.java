package dev.lateen.sidecar.http;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a request between the client and the tries: what waits to be sent, and, when asked
 * for, a copy of what was sent so that another try can start again. The copy is dropped when it
 * grows beyond {@link #REPLAY_LIMIT}.
 */
final class RequestBody {
  /** 64 KiB. */
  static final int REPLAY_LIMIT = 64 << 10;

  private final ArrayDeque<HttpContent> waiting = new ArrayDeque<>(2);
  private final List<HttpContent> kept = new ArrayList<>(0);
  private boolean keeping;
  private boolean complete;
  private long received;

  /** Keeps a copy from now on; asked before the first part. */
  void keep() {
    keeping = true;
  }

  /** Takes a part over. */
  void add(HttpContent part) {
    int size = part.content().readableBytes();
    received += size;
    complete = part instanceof LastHttpContent;
    if (keeping && received > REPLAY_LIMIT) {
      keeping = false;
      releaseKept();
    } else if (keeping) {
      kept.add(part.retainedDuplicate());
    }
    waiting.add(part);
  }

  /**
   * What follows is no message any more: nothing is kept. Where the request had no body its end was
   * none.
   */
  void endless() {
    keeping = false;
    releaseKept();
    if (received == 0) {
      release();
      complete = false;
    }
  }

  /** Whether the last part has arrived. */
  boolean isComplete() {
    return complete;
  }

  /** Bytes that arrived. */
  long received() {
    return received;
  }

  /** Whether another try can send all that arrived so far. */
  boolean isReplayable() {
    return keeping || received == 0;
  }

  /** Puts all that was kept back, for another try. */
  void rewind() {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
    kept.forEach(part -> waiting.add(part.retainedDuplicate()));
    if (complete && waiting.isEmpty()) {
      waiting.add(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  boolean hasWaiting() {
    return !waiting.isEmpty();
  }

  /** The next part to send; the caller owns it. */
  HttpContent next() {
    return waiting.poll();
  }

  /** Copies of all parts, for a mirror; the caller owns them. Only while {@link #isReplayable}. */
  List<HttpContent> copies() {
    if (complete && kept.isEmpty()) {
      return List.of(LastHttpContent.EMPTY_LAST_CONTENT);
    }
    return kept.stream().map(part -> part.retainedDuplicate()).toList();
  }

  void release() {
    keeping = false;
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
    releaseKept();
  }

  private void releaseKept() {
    kept.forEach(ReferenceCountUtil::release);
    kept.clear();
  }
}
