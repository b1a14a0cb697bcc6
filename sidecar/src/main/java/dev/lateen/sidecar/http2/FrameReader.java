package dev.lateen.sidecar.http2;

import static dev.lateen.sidecar.http2.Frames.*;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Error;

/**
 * Cuts bytes into frames (RFC 9113 4.1). DATA is passed on as it arrives; of all others the whole
 * frame, and of field blocks the whole block, is awaited.
 */
final class FrameReader {
  private static final int STREAM_MASK = 0x7FFF_FFFF;

  private final FrameListener listener;
  private final FieldBlock block;
  private ByteBuf rest = Unpooled.EMPTY_BUFFER;
  private final ByteBuf expected;
  private boolean firstFrame = true;

  private boolean inFrame;
  private int length;
  private int type;
  private int flags;
  private int streamId;
  private int padding;
  private int dataLeft;
  private boolean dataBegun;
  private boolean dataPassed;

  /**
   * A reader.
   *
   * @param expectsPreface whether the peer is a client
   * @param maxBlock bytes of a compressed field block; beyond it the connection ends
   */
  FrameReader(FrameListener listener, boolean expectsPreface, int maxBlock) {
    this.listener = listener;
    this.block = new FieldBlock(listener, maxBlock);
    this.expected = expectsPreface ? Frames.preface() : Unpooled.EMPTY_BUFFER;
  }

  /** Whether a field block has begun and not ended. */
  boolean isInBlock() {
    return block.isOpen() || (inFrame && type == HEADERS);
  }

  /** Reads what there is, taking the reference over; what is no whole frame is kept. */
  void read(ByteBuf bytes, ByteBufAllocator allocator) {
    ByteBuf in = rest.isReadable() ? join(bytes, allocator) : bytes;
    rest = Unpooled.EMPTY_BUFFER;
    try {
      while (step(in)) {
        // a step at a time
      }
      if (in.isReadable()) {
        rest = allocator.buffer(in.readableBytes()).writeBytes(in);
      }
    } finally {
      in.release();
    }
  }

  private ByteBuf join(ByteBuf bytes, ByteBufAllocator allocator) {
    ByteBuf joined = allocator.buffer(rest.readableBytes() + bytes.readableBytes());
    joined.writeBytes(rest).writeBytes(bytes);
    rest.release();
    bytes.release();
    return joined;
  }

  void release() {
    rest.release();
    rest = Unpooled.EMPTY_BUFFER;
    block.release();
  }

  /** Whether it came any further. */
  private boolean step(ByteBuf in) {
    if (expected.isReadable()) {
      return preface(in);
    }
    if (!inFrame) {
      return in.readableBytes() >= HEADER_BYTES && begin(in);
    }
    if (type == DATA) {
      return data(in);
    }
    if (in.readableBytes() < length) {
      return false;
    }
    inFrame = false;
    whole(in);
    return true;
  }

  /** The frame is read where it lies: for that time the bytes end with it. */
  private void whole(ByteBuf in) {
    int end = in.readerIndex() + length;
    int rest = in.writerIndex();
    in.writerIndex(end);
    frame(in);
    in.setIndex(end, rest);
  }

  private boolean preface(ByteBuf in) {
    while (in.isReadable() && expected.isReadable()) {
      if (in.readByte() != expected.readByte()) {
        throw new Http2ConnectionException(Http2Error.PROTOCOL_ERROR, "no connection preface");
      }
    }
    return !expected.isReadable();
  }

  private boolean begin(ByteBuf in) {
    length = in.readUnsignedMedium();
    type = in.readUnsignedByte();
    flags = in.readUnsignedByte();
    streamId = in.readInt() & STREAM_MASK;
    if (length > DEFAULT_MAX_FRAME) {
      throw new Http2ConnectionException(Http2Error.FRAME_SIZE_ERROR, "frame of " + length);
    }
    if (firstFrame && type != SETTINGS) {
      throw new Http2ConnectionException(Http2Error.PROTOCOL_ERROR, "no SETTINGS first");
    }
    if (block.isOpen() && (type != CONTINUATION || !block.isOf(streamId))) {
      throw new Http2ConnectionException(Http2Error.PROTOCOL_ERROR, "field block interrupted");
    }
    firstFrame = false;
    inFrame = true;
    dataBegun = false;
    dataPassed = false;
    return true;
  }

  private boolean data(ByteBuf in) {
    if (!dataBegun) {
      boolean padded = (flags & PADDED) != 0;
      if (padded && length > 0 && !in.isReadable()) {
        return false;
      }
      requireStream();
      int frame = length;
      padding = padded ? readPadding(in) : 0;
      dataLeft = length - padding;
      listener.dataBegan(streamId, frame, frame - dataLeft);
      dataBegun = true;
    }
    int now = Math.min(in.readableBytes(), dataLeft);
    if (now > 0 || !dataPassed) {
      passOn(in.readSlice(now));
    }
    int skipped = dataPassed ? Math.min(in.readableBytes(), padding) : 0;
    in.skipBytes(skipped);
    padding -= skipped;
    inFrame = !dataPassed || padding > 0;
    return !inFrame;
  }

  private void passOn(ByteBuf part) {
    dataLeft -= part.readableBytes();
    dataPassed = dataLeft == 0;
    if (part.isReadable() || dataPassed) {
      listener.data(streamId, part, dataPassed && (flags & END_STREAM) != 0);
    }
  }

  private int readPadding(ByteBuf in) {
    if (length < 1) {
      throw new Http2ConnectionException(Http2Error.FRAME_SIZE_ERROR, "no room for padding");
    }
    int pad = in.readUnsignedByte();
    length--;
    if (pad > length) {
      throw new Http2ConnectionException(Http2Error.PROTOCOL_ERROR, "padding beyond the frame");
    }
    return pad;
  }

  private void frame(ByteBuf payload) {
    switch (type) {
      case HEADERS -> headers(payload);
      case CONTINUATION -> continuation(payload);
      case PRIORITY -> priority(payload);
      case RST_STREAM -> {
        requireStream();
        requireLength(4);
        listener.reset(streamId, payload.readUnsignedInt());
      }
      case SETTINGS -> settings(payload);
      case PUSH_PROMISE ->
          throw new Http2ConnectionException(Http2Error.PROTOCOL_ERROR, "PUSH_PROMISE");
      case PING -> {
        requireConnection();
        requireLength(8);
        listener.ping((flags & ACK) != 0, payload.readLong());
      }
      case GOAWAY -> goAway(payload);
      case WINDOW_UPDATE -> {
        requireLength(4);
        listener.windowUpdate(streamId, payload.readInt() & STREAM_MASK);
      }
      default -> listener.control(); // RFC 9113 4.1: unknown types are ignored
    }
  }

  private void headers(ByteBuf payload) {
    requireStream();
    padding = (flags & PADDED) != 0 ? readPadding(payload) : 0;
    int dependsOn = -1;
    if ((flags & WITH_PRIORITY) != 0) {
      if (payload.readableBytes() < 5 + padding) {
        throw new Http2ConnectionException(Http2Error.FRAME_SIZE_ERROR, "no room for priority");
      }
      dependsOn = payload.readInt() & STREAM_MASK;
      payload.skipBytes(1);
    }
    block.begin(streamId, (flags & END_STREAM) != 0, dependsOn);
    payload.writerIndex(payload.writerIndex() - padding);
    block.add(payload, (flags & END_HEADERS) != 0);
  }

  private void continuation(ByteBuf payload) {
    if (!block.isOpen()) {
      throw new Http2ConnectionException(Http2Error.PROTOCOL_ERROR, "CONTINUATION of nothing");
    }
    listener.control(); // a block in order needs few
    block.add(payload, (flags & END_HEADERS) != 0);
  }

  private void priority(ByteBuf payload) {
    requireStream();
    if (length != 5) {
      listener.streamFrameSizeWrong(streamId);
      return;
    }
    listener.priority(streamId, payload.readInt() & STREAM_MASK);
  }

  private void settings(ByteBuf payload) {
    requireConnection();
    if ((flags & ACK) != 0) {
      requireLength(0);
      listener.settingsAcknowledged();
      return;
    }
    if (length % SETTING_BYTES != 0) {
      throw new Http2ConnectionException(Http2Error.FRAME_SIZE_ERROR, "SETTINGS of " + length);
    }
    while (payload.isReadable()) {
      listener.setting(payload.readUnsignedShort(), payload.readUnsignedInt());
    }
    listener.settingsEnd();
  }

  private void goAway(ByteBuf payload) {
    requireConnection();
    if (length < 8) {
      throw new Http2ConnectionException(Http2Error.FRAME_SIZE_ERROR, "GOAWAY of " + length);
    }
    listener.goAway(payload.readInt() & STREAM_MASK, payload.readUnsignedInt());
  }

  private void requireStream() {
    if (streamId == 0) {
      throw new Http2ConnectionException(Http2Error.PROTOCOL_ERROR, "stream 0 in " + type);
    }
  }

  private void requireConnection() {
    if (streamId != 0) {
      throw new Http2ConnectionException(Http2Error.PROTOCOL_ERROR, "a stream in " + type);
    }
  }

  private void requireLength(int wanted) {
    if (length != wanted) {
      throw new Http2ConnectionException(Http2Error.FRAME_SIZE_ERROR, type + " of " + length);
    }
  }
}
