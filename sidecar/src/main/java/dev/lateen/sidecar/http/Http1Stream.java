package dev.lateen.sidecar.http;

import dev.lateen.sidecar.stats.ListenerCounters;
import dev.lateen.sidecar.worker.Worker;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import java.util.Optional;

/** One request of an HTTP/1 connection, and how its response is framed. */
final class Http1Stream implements ClientStream {
  private final Http1Exchanges exchanges;
  private final ClientLink link;
  private final boolean old;
  private final boolean head;
  private final boolean connect;
  private final boolean expectsContinue;
  private final Optional<String> webSocketKey;
  private boolean keepAlive;

  Http1Stream(Http1Exchanges exchanges, ClientLink link, HttpRequest request) {
    this.exchanges = exchanges;
    this.link = link;
    this.old = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
    this.head = request.method().equals(HttpMethod.HEAD);
    this.connect = request.method().equals(HttpMethod.CONNECT);
    this.expectsContinue = HttpUtil.is100ContinueExpected(request);
    this.webSocketKey =
        Optional.ofNullable(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY));
    this.keepAlive = HttpUtil.isKeepAlive(request);
  }

  @Override
  public Worker worker() {
    return link.worker();
  }

  @Override
  public ConnectionInfo info() {
    return link.info();
  }

  @Override
  public String protocol() {
    return old ? HttpVersion.HTTP_1_0.text() : HttpVersion.HTTP_1_1.text();
  }

  @Override
  public ListenerCounters counters() {
    return link.counters();
  }

  @Override
  public void pauseBody(boolean paused) {
    link.reading().pauseBody(paused);
  }

  @Override
  public boolean isWritable() {
    return link.channel().isWritable();
  }

  @Override
  public void interim(HttpResponse response) {
    if (!old) {
      Channel channel = link.channel();
      channel.write(response, channel.voidPromise());
      channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, channel.voidPromise());
    }
  }

  @Override
  public void send(HttpObject part) {
    if (part instanceof HttpResponse response) {
      frame(response);
    }
    link.channel().write(part, link.channel().voidPromise());
  }

  private void frame(HttpResponse response) {
    if (connect && response.status().codeClass() == HttpStatusClass.SUCCESS) {
      // RFC 9110 9.3.6: bytes follow
      link.codec().answeringHead(true);
      return;
    }
    boolean waitsForContinue = expectsContinue && exchanges.isBodyAwaited();
    boolean mayPersist = keepAlive && !waitsForContinue && link.served().mayPersist();
    if (!response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      keepAlive = ResponseEditor.frame(response, old, head, mayPersist);
    } else if (webSocketKey.isPresent()) {
      WebSocketKeys.completeResponse(webSocketKey.get(), response.headers());
    }
    link.codec().answeringHead(head);
  }

  @Override
  public void flush() {
    link.channel().flush();
  }

  @Override
  public void finished() {
    exchanges.finished(keepAlive);
  }

  @Override
  public void reset(Http2Error error) {
    flush();
    link.channel().close();
  }

  @Override
  public void switchProtocols() {
    flush();
    keepAlive = false;
    exchanges.switchProtocols();
  }
}
