package dev.lateen.sidecar.http2;

import io.netty.buffer.ByteBuf;

/**
 * Hears what {@link FrameReader} reads. Buffers are views that are valid during the call. Any
 * method may end the connection by {@link Http2ConnectionException}.
 */
interface FrameListener {
  /**
   * A DATA frame begins.
   *
   * @param length what it counts for in flow control, padding included
   * @param overhead how much of it is padding
   */
  void dataBegan(int streamId, int length, int overhead);

  /** A part of the frame's data; several per frame, or one that is empty. */
  void data(int streamId, ByteBuf part, boolean endOfStream);

  /**
   * A whole field block.
   *
   * @param dependsOn the stream it depends on (RFC 7540 5.3), or -1
   */
  void headers(int streamId, ByteBuf block, boolean endOfStream, int dependsOn);

  /** A frame that asks for work and carries nothing. */
  void control();

  void priority(int streamId, int dependsOn);

  void reset(int streamId, long error);

  void setting(int id, long value);

  void settingsEnd();

  void settingsAcknowledged();

  void ping(boolean acknowledged, long data);

  void goAway(int lastStreamId, long error);

  void windowUpdate(int streamId, int increment);

  /** A frame whose size makes its stream, not the connection, unusable. */
  void streamFrameSizeWrong(int streamId);
}
