package dev.lateen.sidecar.http1;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;

/**
 * The codec of a client's connection: reads requests, writes responses. A request that is refused
 * comes with a failed decoder result, whose cause is a {@link RefusedMessageException}, and is the
 * last.
 */
public final class ServerCodec extends Http1Codec {
  private final RequestReader reader;
  private boolean head;

  /** A codec for one connection. */
  public ServerCodec(MessageLimits limits) {
    this(new RequestReader(limits));
  }

  private ServerCodec(RequestReader reader) {
    super(reader);
    this.reader = reader;
  }

  /** Says whether the next final response answers HEAD, and so has no body. */
  public void answeringHead(boolean isHead) {
    head = isHead;
  }

  /** Whether a part of a request's head was read, and the rest was not. */
  public boolean isHeadBegun() {
    return reader.isHeadBegun();
  }

  @Override
  void writeHead(ChannelHandlerContext context, HttpMessage message, MessageWriter destination) {
    HttpResponse response = (HttpResponse) message;
    HttpResponseStatus status = response.status();
    boolean interim = status.codeClass() == HttpStatusClass.INFORMATIONAL;
    boolean bodiless =
        interim
            || head
            || status.code() == HttpResponseStatus.NO_CONTENT.code()
            || status.code() == HttpResponseStatus.NOT_MODIFIED.code();
    destination.response(context, response, bodiless);
  }

  @Override
  void read(ChannelHandlerContext context, HttpObject part, boolean more) {
    context.fireChannelRead(part);
  }
}
