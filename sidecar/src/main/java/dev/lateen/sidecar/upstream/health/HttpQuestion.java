package dev.lateen.sidecar.upstream.health;

import dev.lateen.sidecar.model.HealthCheck.Probe;
import dev.lateen.sidecar.model.HealthCheck.StatusRange;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.function.Consumer;

/** A GET by HTTP/1.1; the status is the answer. */
final class HttpQuestion implements Question {
  static final String USER_AGENT = "lateen/health-check";

  private final Probe.Http probe;
  private final String host;

  /** With the host of requests where the probe names none. */
  HttpQuestion(Probe.Http probe, String defaultHost) {
    this.probe = probe;
    this.host = probe.host().orElse(defaultHost);
  }

  @Override
  public void ask(Channel channel, Consumer<Verdict> answer) {
    channel.pipeline().addLast(new HttpClientCodec(), new Answer(answer));
    FullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, probe.path());
    request
        .headers()
        .set(HttpHeaderNames.HOST, host)
        .set(HttpHeaderNames.USER_AGENT, USER_AGENT)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    channel.writeAndFlush(request, channel.voidPromise());
  }

  private Verdict verdict(HttpResponse response) {
    int status = response.status().code();
    if (response.decoderResult().isFailure()) {
      return Verdict.ILL;
    }
    if (isIn(probe.expected(), status)) {
      return Verdict.WELL;
    }
    return isIn(probe.retriable(), status) ? Verdict.ILL : Verdict.OUT;
  }

  private static boolean isIn(List<StatusRange> ranges, int status) {
    return ranges.stream().anyMatch(range -> range.contains(status));
  }

  private final class Answer extends ChannelInboundHandlerAdapter {
    private final Consumer<Verdict> answer;

    Answer(Consumer<Verdict> answer) {
      this.answer = answer;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpResponse response && response.status().code() >= 200) {
        answer.accept(verdict(response));
      }
      ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
