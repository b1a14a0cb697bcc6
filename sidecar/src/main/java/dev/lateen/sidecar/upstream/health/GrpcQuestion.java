package dev.lateen.sidecar.upstream.health;

import dev.lateen.sidecar.model.HealthCheck.Probe;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** {@code grpc.health.v1.Health/Check} by HTTP/2 with prior knowledge. */
public final class GrpcQuestion implements Question {
  private static final String PATH = "/grpc.health.v1.Health/Check";
  private static final int MESSAGE_PREFIX = 5;
  private static final int LONGEST_ANSWER = 1024;

  private final String service;
  private final String authority;

  /** With the authority of calls where the probe names none. */
  public GrpcQuestion(Probe.Grpc probe, String defaultAuthority) {
    this.service = probe.service();
    this.authority = probe.authority().orElse(defaultAuthority);
  }

  @Override
  public void ask(Channel channel, Consumer<Verdict> answer) {
    channel
        .pipeline()
        .addLast(
            Http2FrameCodecBuilder.forClient().build(),
            new Http2MultiplexHandler(new RefusesPush()));
    new Http2StreamChannelBootstrap(channel)
        .handler(new Answer(answer))
        .open()
        .addListener((Future<Http2StreamChannel> opened) -> call(channel, opened));
  }

  private void call(Channel channel, Future<Http2StreamChannel> opened) {
    if (!opened.isSuccess()) {
      channel.close();
      return;
    }
    Http2Headers headers =
        new DefaultHttp2Headers()
            .method("POST")
            .scheme("http")
            .path(PATH)
            .authority(authority)
            .set("te", "trailers")
            .set("content-type", "application/grpc")
            .set("user-agent", HttpQuestion.USER_AGENT);
    Http2StreamChannel stream = opened.getNow();
    stream.write(new DefaultHttp2HeadersFrame(headers, false));
    stream.writeAndFlush(new DefaultHttp2DataFrame(request(service), true));
  }

  /** {@code HealthCheckRequest{service = 1}}, length-prefixed. */
  static ByteBuf request(String service) {
    byte[] name = service.getBytes(StandardCharsets.UTF_8);
    ByteBuf message = Unpooled.buffer(MESSAGE_PREFIX + name.length + 4);
    message.writeByte(0).writeInt(0);
    if (name.length > 0) {
      message.writeByte(1 << 3 | 2);
      for (int left = name.length; ; left >>>= 7) {
        if (left < 0x80) {
          message.writeByte(left);
          break;
        }
        message.writeByte(left & 0x7F | 0x80);
      }
      message.writeBytes(name);
    }
    message.setInt(1, message.readableBytes() - MESSAGE_PREFIX);
    return message;
  }

  /** Whether {@code HealthCheckResponse.status} is SERVING. */
  static boolean isServing(ByteBuf answer) {
    return answer.readableBytes() == MESSAGE_PREFIX + 2
        && answer.getByte(MESSAGE_PREFIX) == 1 << 3
        && answer.getByte(MESSAGE_PREFIX + 1) == 1;
  }

  @ChannelHandler.Sharable
  private static final class RefusesPush extends ChannelInboundHandlerAdapter {
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      context.close();
    }
  }

  private static final class Answer extends ChannelInboundHandlerAdapter {
    private final Consumer<Verdict> answer;
    private final ByteBuf body = Unpooled.buffer(MESSAGE_PREFIX + 2, LONGEST_ANSWER);

    Answer(Consumer<Verdict> answer) {
      this.answer = answer;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      switch (message) {
        case Http2DataFrame data -> take(context, data);
        case Http2HeadersFrame headers when headers.isEndStream() -> ended(headers.headers());
        default -> {
          // the head of the response says nothing yet
        }
      }
      ReferenceCountUtil.release(message);
    }

    private void take(ChannelHandlerContext context, Http2DataFrame data) {
      if (data.content().readableBytes() > body.maxWritableBytes()) {
        context.close();
        answer.accept(Verdict.ILL);
      } else {
        body.writeBytes(data.content());
      }
    }

    private void ended(Http2Headers trailers) {
      CharSequence status = trailers.get("grpc-status");
      boolean ok = status != null && "0".contentEquals(status);
      answer.accept(ok && isServing(body) ? Verdict.WELL : Verdict.ILL);
    }
  }
}
