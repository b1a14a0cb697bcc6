package dev.lateen.sidecar.http;

import dev.lateen.sidecar.http2.Http2Stream;
import dev.lateen.sidecar.http2.Http2StreamListener;
import dev.lateen.sidecar.stats.ListenerCounters;
import dev.lateen.sidecar.worker.Worker;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.Http2Error;
import java.util.Optional;

/** One stream of a client's HTTP/2 connection: one exchange. */
final class Http2ClientStream implements ClientStream, Http2StreamListener {
  private final Http2ClientConnection connection;
  private final Http2Stream stream;
  private Exchange exchange;
  private boolean bodiless;

  Http2ClientStream(Http2ClientConnection connection, Http2Stream stream) {
    this.connection = connection;
    this.stream = stream;
  }

  @Override
  public void head(HttpMessage head) {
    HttpRequest request = (HttpRequest) head;
    Served served = connection.served();
    served.follow();
    counters().requests.increment();
    counters().requestsActive.increment();
    bodiless = request.method().equals(HttpMethod.HEAD);
    exchange = new Exchange(this, request, served.manager(), served.listener());
    Optional<HttpResponseStatus> refusal = RequestCheck.unmet(request);
    if (refusal.isEmpty()) {
      exchange.start();
    } else {
      exchange.reply(refusal.get(), "");
    }
  }

  @Override
  public void content(HttpContent content) {
    exchange.content(content);
  }

  @Override
  public void readComplete() {
    exchange.flush();
  }

  @Override
  public void writable() {
    exchange.clientWritabilityChanged();
  }

  @Override
  public void reset(Http2Error error, boolean untouched) {
    if (exchange != null) {
      counters().requestsActive.decrement();
      exchange.cancel();
    }
  }

  @Override
  public Worker worker() {
    return connection.worker();
  }

  @Override
  public ConnectionInfo info() {
    return connection.info();
  }

  @Override
  public String protocol() {
    return "HTTP/2";
  }

  @Override
  public ListenerCounters counters() {
    return connection.counters();
  }

  @Override
  public void pauseBody(boolean paused) {
    stream.setReading(!paused);
  }

  @Override
  public boolean isWritable() {
    return stream.isWritable();
  }

  @Override
  public void interim(HttpResponse response) {
    stream.send(response);
    stream.flush();
  }

  @Override
  public void send(HttpObject part) {
    if (bodiless && part instanceof FullHttpResponse full) {
      full.content().clear();
    }
    stream.send(part);
  }

  @Override
  public void flush() {
    stream.flush();
  }

  @Override
  public void finished() {
    counters().requestsActive.decrement();
    stream.finish();
  }

  @Override
  public void reset(Http2Error error) {
    counters().requestsActive.decrement();
    stream.reset(error);
  }

  @Override
  public void switchProtocols() {
    flush();
  }
}
