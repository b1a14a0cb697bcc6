package dev.lateen.sidecar.http2;

import static dev.lateen.sidecar.http2.Frames.*;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http2.Http2Error;

/**
 * Writes frames. Small ones gather in one buffer, so that a round of the event loop costs one write
 * whatever the number of streams; large data goes out as it is, uncopied.
 */
final class FrameWriter {
  private static final int GATHERED = 16 << 10;
  private static final int COPIED = 4 << 10;

  private final Channel channel;
  private final HeadEncoder heads;
  private ByteBuf out;
  private int maxFrame = DEFAULT_MAX_FRAME;

  FrameWriter(Channel channel, HeadEncoder heads) {
    this.channel = channel;
    this.heads = heads;
  }

  /** Largest frame the peer takes. */
  void limitFrames(int bytes) {
    maxFrame = bytes;
  }

  /** The peer keeps a compression table of at most that many bytes. */
  void limitTable(long bytes) {
    heads.limitTable(bytes);
  }

  int maxFrame() {
    return maxFrame;
  }

  void preface() {
    out().writeBytes(Frames.preface());
  }

  /** Settings, in pairs of identifier and value. */
  void settings(int... pairs) {
    ByteBuf buffer = header(pairs.length / 2 * SETTING_BYTES, SETTINGS, 0, 0);
    for (int i = 0; i < pairs.length; i += 2) {
      buffer.writeShort(pairs[i]).writeInt(pairs[i + 1]);
    }
  }

  void acknowledgeSettings() {
    header(0, SETTINGS, ACK, 0);
  }

  void ping(boolean acknowledged, long data) {
    header(8, PING, acknowledged ? ACK : 0, 0).writeLong(data);
  }

  void goAway(int lastStreamId, Http2Error error) {
    header(8, GOAWAY, 0, 0).writeInt(lastStreamId).writeInt((int) error.code());
  }

  void reset(int streamId, Http2Error error) {
    header(4, RST_STREAM, 0, streamId).writeInt((int) error.code());
  }

  void windowUpdate(int streamId, int increment) {
    header(4, WINDOW_UPDATE, 0, streamId).writeInt(increment);
  }

  /** Data of at most {@link #maxFrame()}; the reference is taken over. */
  void data(int streamId, ByteBuf data, boolean endOfStream) {
    int length = data.readableBytes();
    ByteBuf buffer = header(length, DATA, endOfStream ? END_STREAM : 0, streamId);
    if (length <= COPIED) {
      buffer.writeBytes(data);
      data.release();
      if (buffer.readableBytes() >= GATHERED) {
        writeGathered();
      }
    } else {
      writeGathered();
      channel.write(data, channel.voidPromise());
    }
  }

  /** The head of a message, in as many frames as it needs. */
  void head(int streamId, HttpMessage message, boolean endOfStream) {
    heads.message(message);
    headers(streamId, endOfStream);
  }

  /** Trailers, which end the stream. */
  void trailers(int streamId, HttpHeaders trailers) {
    heads.trailers(trailers);
    headers(streamId, true);
  }

  private void headers(int streamId, boolean endOfStream) {
    ByteBuf buffer = out();
    int start = buffer.writerIndex();
    buffer.writeZero(HEADER_BYTES);
    heads.encode(buffer);
    int length = buffer.writerIndex() - start - HEADER_BYTES;
    boolean whole = length <= maxFrame;
    int flags = (endOfStream ? END_STREAM : 0) | (whole ? END_HEADERS : 0);
    buffer.setMedium(start, Math.min(length, maxFrame));
    buffer.setByte(start + 3, HEADERS);
    buffer.setByte(start + 4, flags);
    buffer.setInt(start + 5, streamId);
    if (!whole) {
      continueBlock(buffer, start + HEADER_BYTES + maxFrame, streamId);
    }
  }

  private void continueBlock(ByteBuf buffer, int from, int streamId) {
    ByteBuf remains = buffer.copy(from, buffer.writerIndex() - from);
    buffer.writerIndex(from);
    while (remains.isReadable()) {
      int length = Math.min(remains.readableBytes(), maxFrame);
      int flags = length == remains.readableBytes() ? END_HEADERS : 0;
      header(length, CONTINUATION, flags, streamId).writeBytes(remains, length);
    }
    remains.release();
  }

  private ByteBuf header(int length, int type, int flags, int streamId) {
    return out().writeMedium(length).writeByte(type).writeByte(flags).writeInt(streamId);
  }

  private ByteBuf out() {
    if (out == null) {
      out = channel.alloc().buffer(GATHERED);
    }
    return out;
  }

  private void writeGathered() {
    if (out != null) {
      ByteBuf gathered = out;
      out = null;
      channel.write(gathered, channel.voidPromise());
    }
  }

  /** Sends what was written, unless the connection is gone. */
  void flush() {
    if (channel.isActive()) {
      writeGathered();
      channel.flush();
    }
  }

  void release() {
    if (out != null) {
      out.release();
      out = null;
    }
    heads.close();
  }
}
