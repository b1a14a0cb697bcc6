package dev.lateen.sidecar.probe;

import dev.lateen.sidecar.config.ProbeTarget;
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
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;

/** A GET as a kubelet makes it. The body of the answer is not waited for. */
final class HttpQuestion {
  private static final String USER_AGENT = "kube-probe/lateen";
  private static final int FINAL = 200;
  private static final int FIRST_ERROR = 400;

  private final ProbeTarget.Http http;
  private final String host;

  /** With the name of the host where the probe's headers have none. */
  HttpQuestion(ProbeTarget.Http http, String host) {
    this.http = http;
    this.host = host + ":" + http.port();
  }

  /** Asks on this connection; what is wrong is what the verdict fails with. */
  void ask(Channel channel, CompletableFuture<Void> verdict) {
    secured().ifPresent(tls -> channel.pipeline().addLast(tls.newHandler(channel.alloc())));
    channel.pipeline().addLast(new HttpClientCodec(), new Answer(verdict));
    channel.writeAndFlush(request(), channel.voidPromise());
  }

  private FullHttpRequest request() {
    String path = http.path().startsWith("/") ? http.path() : "/" + http.path();
    FullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path);
    request
        .headers()
        .set(HttpHeaderNames.HOST, host)
        .set(HttpHeaderNames.USER_AGENT, USER_AGENT)
        .set(HttpHeaderNames.ACCEPT, "*/*");
    http.headers().forEach(header -> request.headers().set(header.getKey(), header.getValue()));
    request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    return request;
  }

  /** Made for each question: a workload that has probes by TLS is asked every few seconds. */
  private Optional<SslContext> secured() {
    if (!http.tls()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          SslContextBuilder.forClient()
              .trustManager(InsecureTrustManagerFactory.INSTANCE)
              .endpointIdentificationAlgorithm("")
              .build());
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Answer extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<Void> verdict;

    Answer(CompletableFuture<Void> verdict) {
      this.verdict = verdict;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpResponse response) {
        judge(response);
      }
      ReferenceCountUtil.release(message);
    }

    private void judge(HttpResponse response) {
      int status = response.status().code();
      if (response.decoderResult().isFailure()) {
        verdict.completeExceptionally(new IllApplicationException("the answer is not HTTP/1.1"));
      } else if (status >= FIRST_ERROR) {
        verdict.completeExceptionally(
            new IllApplicationException("the application answers " + status));
      } else if (status >= FINAL) {
        verdict.complete(null);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      verdict.completeExceptionally(cause);
    }
  }
}
