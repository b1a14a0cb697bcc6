package dev.lateen.sidecar.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Error;

/** A field block under way: HEADERS and the CONTINUATIONs that must follow (RFC 9113 4.3). */
final class FieldBlock {
  private final FrameListener listener;
  private final int atMost;
  private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
  private int streamId;
  private boolean endOfStream;
  private int dependsOn;

  /** The connection ends when a block has more bytes. */
  FieldBlock(FrameListener listener, int atMost) {
    this.listener = listener;
    this.atMost = atMost;
  }

  boolean isOpen() {
    return streamId != 0;
  }

  boolean isOf(int stream) {
    return streamId == stream;
  }

  void begin(int stream, boolean ends, int dependency) {
    streamId = stream;
    endOfStream = ends;
    dependsOn = dependency;
  }

  void add(ByteBuf fragment, boolean last) {
    if (bytes.readableBytes() + fragment.readableBytes() > atMost) {
      throw new Http2ConnectionException(Http2Error.ENHANCE_YOUR_CALM, "endless field block");
    }
    if (last && !bytes.isReadable()) {
      end(fragment);
      return;
    }
    if (!bytes.isReadable()) {
      bytes.release();
      bytes = fragment.alloc().buffer(fragment.readableBytes());
    }
    bytes.writeBytes(fragment);
    if (last) {
      endKept();
    }
  }

  private void endKept() {
    ByteBuf whole = bytes;
    bytes = Unpooled.EMPTY_BUFFER;
    try {
      end(whole);
    } finally {
      whole.release();
    }
  }

  private void end(ByteBuf whole) {
    int stream = streamId;
    streamId = 0;
    listener.headers(stream, whole, endOfStream, dependsOn);
  }

  void release() {
    bytes.release();
    bytes = Unpooled.EMPTY_BUFFER;
  }
}
