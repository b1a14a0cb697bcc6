package dev.lateen.sidecar.http1;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * The codec of a connection to an endpoint: writes requests, reads responses, one at a time. Bytes
 * that answer nothing close the connection, before anybody can take it for the next request.
 */
public final class ClientCodec extends Http1Codec {
  private final ResponseReader reader;
  private boolean awaiting;

  /** A codec for one connection. */
  public ClientCodec(MessageLimits limits) {
    this(new ResponseReader(limits));
  }

  private ClientCodec(ResponseReader reader) {
    super(reader);
    this.reader = reader;
  }

  @Override
  void writeHead(ChannelHandlerContext context, HttpMessage message, MessageWriter destination) {
    HttpRequest request = (HttpRequest) message;
    awaiting = true;
    reader.answering(request.method());
    destination.request(context, request);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (awaiting) {
      super.channelRead(context, message);
    } else {
      ReferenceCountUtil.release(message);
      context.close();
    }
  }

  @Override
  void read(ChannelHandlerContext context, HttpObject part, boolean more) {
    boolean last = part instanceof LastHttpContent && !reader.isInterim();
    if (last) {
      awaiting = false;
      if (more && reader.isBetweenMessages()) {
        context.close();
      }
    }
    context.fireChannelRead(part);
  }
}
