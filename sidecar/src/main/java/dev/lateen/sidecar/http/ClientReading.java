package dev.lateen.sidecar.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/**
 * Whether a client is read, and what it sent ahead of its turn: while something waits nothing more
 * is read.
 */
final class ClientReading {
  private final Channel channel;
  private final ArrayDeque<HttpObject> waiting = new ArrayDeque<>(0);
  private boolean bodyPaused;

  ClientReading(Channel channel) {
    this.channel = channel;
  }

  boolean hasWaiting() {
    return !waiting.isEmpty();
  }

  void postpone(HttpObject part) {
    waiting.add(part);
    update();
  }

  HttpObject peek() {
    return waiting.peek();
  }

  HttpObject next() {
    return waiting.poll();
  }

  /** Stops or resumes reading the body of the current request. */
  void pauseBody(boolean paused) {
    if (bodyPaused != paused) {
      bodyPaused = paused;
      update();
    }
  }

  boolean isPaused() {
    return bodyPaused;
  }

  void update() {
    boolean reading = !bodyPaused && waiting.isEmpty();
    if (channel.config().isAutoRead() != reading) {
      channel.config().setAutoRead(reading);
    }
  }

  /** Forgets what waits. */
  void release() {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
  }
}
