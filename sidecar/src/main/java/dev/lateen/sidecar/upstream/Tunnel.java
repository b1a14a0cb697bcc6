package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.http1.ByteCodec;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;

/**
 * What a connection becomes when its endpoint switches protocols: bytes in both directions, until
 * both have ended. Belongs to the loop of its connection.
 */
final class Tunnel {
  private final Channel channel;
  private boolean open;
  private boolean inputEnded;
  private boolean outputEnded;

  Tunnel(Channel channel) {
    this.channel = channel;
  }

  boolean isOpen() {
    return open;
  }

  /** From now on what arrives are bytes, no messages for the codec. */
  void open(ChannelHandler codec) {
    open = true;
    channel.pipeline().replace(codec, "bytes", new ByteCodec());
  }

  void endInput() {
    inputEnded = true;
  }

  void endOutput() {
    outputEnded = true;
  }

  /** Whether nothing can come or go any more. */
  boolean isOver() {
    return inputEnded && outputEnded;
  }

  /** Closes the connection when all that was written has left. */
  void close() {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }
}
