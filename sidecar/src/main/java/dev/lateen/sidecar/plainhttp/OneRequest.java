package dev.lateen.sidecar.plainhttp;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.concurrent.Future;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The request of a connection, and its answer. */
final class OneRequest extends SimpleChannelInboundHandler<HttpObject> {
  private static final Logger LOG = Logger.getLogger(OneRequest.class);
  private static final int PATIENCE_SECONDS = 10;
  private static final int FAILED = 500;

  private final Function<Request, CompletionStage<Answer>> answers;
  private Future<?> impatience;
  private boolean asked;

  OneRequest(Function<Request, CompletionStage<Answer>> answers) {
    this.answers = answers;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    impatience =
        context.executor().schedule(() -> giveUp(context), PATIENCE_SECONDS, TimeUnit.SECONDS);
    context.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    impatience.cancel(false);
    context.fireChannelInactive();
  }

  private void giveUp(ChannelHandlerContext context) {
    if (!asked) {
      context.close();
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
    if (message instanceof HttpRequest head && !asked) {
      asked = true;
      answer(head)
          .whenComplete(
              (answer, failure) ->
                  context.executor().execute(() -> write(context, answer, failure)));
    }
  }

  private CompletionStage<Answer> answer(HttpRequest head) {
    if (head.decoderResult().isFailure()) {
      return CompletableFuture.completedStage(Answer.badRequest());
    }
    Request request;
    try {
      QueryStringDecoder target = new QueryStringDecoder(head.uri());
      request = new Request(head.method().name(), target.path(), target.parameters());
    } catch (IllegalArgumentException _) {
      return CompletableFuture.completedStage(Answer.badRequest());
    }
    try {
      return answers.apply(request);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private static void write(ChannelHandlerContext context, Answer answer, Throwable failure) {
    if (failure != null) {
      LOG.warn("event=answer_failed", failure);
    }
    Answer said = failure == null ? answer : Answer.text(FAILED, "internal error\n");
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(said.status()),
            ByteBufUtil.encodeString(
                context.alloc(), CharBuffer.wrap(said.body()), StandardCharsets.UTF_8));
    said.headers().forEach(response.headers()::set);
    response
        .headers()
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        .setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
    context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
