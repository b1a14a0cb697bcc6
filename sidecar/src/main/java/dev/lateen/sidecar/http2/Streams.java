package dev.lateen.sidecar.http2;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.collection.IntObjectHashMap;
import java.util.ArrayList;
import java.util.List;

/** The streams of a connection. */
final class Streams {
  private final IntObjectHashMap<Http2Stream> open = new IntObjectHashMap<>(8);
  private final List<Http2Stream> touched = new ArrayList<>();
  private final ClosedStreams closed = new ClosedStreams();
  private final boolean server;
  private int lastOfPeer;
  private int nextOfOurs = 1;

  Streams(boolean server) {
    this.server = server;
  }

  Http2Stream get(int id) {
    return open.get(id);
  }

  int size() {
    return open.size();
  }

  ClosedStreams closed() {
    return closed;
  }

  /** The latest stream that the peer made, 0 for none. */
  int lastOfPeer() {
    return lastOfPeer;
  }

  /** Whether there are numbers left for new streams. */
  boolean hasNumbers() {
    return nextOfOurs > 0;
  }

  int takeNumber() {
    int id = nextOfOurs;
    nextOfOurs += 2;
    return id;
  }

  void refused(int id) {
    lastOfPeer = id;
  }

  void add(Http2Stream stream) {
    open.put(stream.id(), stream);
    if (server) {
      lastOfPeer = stream.id();
    }
  }

  void remove(Http2Stream stream, boolean resetByUs) {
    open.remove(stream.id());
    closed.add(stream.id(), resetByUs);
  }

  /** Something was delivered on the stream in this round of reading. */
  void touch(Http2Stream stream) {
    if (stream.touch()) {
      touched.add(stream);
    }
  }

  /** The round of reading is over. */
  void readComplete() {
    for (int i = 0; i < touched.size(); i++) {
      touched.get(i).readComplete();
    }
    touched.clear();
  }

  /** Whether a stream of that number was never there. */
  boolean isIdle(int id) {
    boolean fromClient = (id & 1) == 1;
    return !fromClient || (server ? id > lastOfPeer : nextOfOurs > 0 && id >= nextOfOurs);
  }

  /** Opens the window of each, or closes it. */
  void openWindows(int increment) {
    for (Http2Stream stream : snapshot()) {
      if (!stream.output.open(increment)) {
        throw new Http2ConnectionException(Http2Error.FLOW_CONTROL_ERROR, "window too large");
      }
    }
  }

  /** Those there are now; they may end while the list is walked. */
  List<Http2Stream> snapshot() {
    return new ArrayList<>(open.values());
  }
}
