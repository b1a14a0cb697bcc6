package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.http2.Http2Stream;
import dev.lateen.sidecar.http2.Http2StreamListener;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import java.util.Optional;

/** One request on a stream of an HTTP/2 connection. */
final class Http2Request implements UpstreamStream, Http2StreamListener {
  private final Http2Upstream connection;
  private final HostPool pool;
  private final StreamListener listener;
  private final boolean reused;
  private Http2Stream stream;
  private Optional<String> upgrade = Optional.empty();
  private boolean switched;
  private boolean requestSent;
  private boolean responseEnded;
  private boolean over;

  Http2Request(Http2Upstream connection, HostPool pool, StreamListener listener) {
    this.connection = connection;
    this.pool = pool;
    this.listener = listener;
    this.reused = connection.requests() > 1;
  }

  void begin(Http2Stream opened) {
    stream = opened;
    listener.connected(this);
  }

  @Override
  public void send(HttpObject part) {
    if (part instanceof HttpRequest request) {
      upgrade = Optional.ofNullable(request.headers().get(HttpHeaderNames.UPGRADE));
      if (upgrade.isPresent() && !connection.takesConnectProtocol()) {
        // RFC 8441 3: to be asked of those only who said so
        reset(Http2Error.PROTOCOL_ERROR, false);
        stream.reset(Http2Error.CANCEL);
        return;
      }
    }
    if (upgrade.isPresent() && !switched && part instanceof LastHttpContent) {
      // the stream stays open for the bytes of the other protocol
      return;
    }
    if (part instanceof HttpContent content) {
      pool.counters().bytesSent.add(content.content().readableBytes());
    }
    requestSent |= part instanceof LastHttpContent;
    stream.send(part);
    if (requestSent && responseEnded) {
      end();
    }
  }

  @Override
  public void flush() {
    stream.flush();
  }

  @Override
  public boolean isWritable() {
    return stream.isWritable();
  }

  @Override
  public void setReading(boolean reading) {
    stream.setReading(reading);
  }

  @Override
  public void cancel() {
    if (!over) {
      end();
      stream.reset(Http2Error.CANCEL);
    }
  }

  @Override
  public void discard() {
    cancel();
  }

  @Override
  public boolean isReused() {
    return reused;
  }

  @Override
  public String principal() {
    return connection.principal();
  }

  @Override
  public void head(HttpMessage head) {
    HttpResponse response = (HttpResponse) head;
    if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
      listener.informational(response);
    } else {
      pool.counters().responses.count(response.status().code());
      answered(response);
    }
  }

  private void answered(HttpResponse response) {
    if (upgrade.isPresent() && response.status().codeClass() == HttpStatusClass.SUCCESS) {
      switched = true;
      response.setStatus(HttpResponseStatus.SWITCHING_PROTOCOLS);
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
      response.headers().set(HttpHeaderNames.UPGRADE, upgrade.get());
    }
    listener.head(response);
  }

  @Override
  public void content(HttpContent content) {
    pool.counters().bytesReceived.add(content.content().readableBytes());
    if (content instanceof LastHttpContent) {
      responseEnded = true;
      if (!switched || requestSent) {
        end();
      }
      if (!switched && !requestSent) {
        // the rest of the request is of no use any more
        stream.reset(Http2Error.CANCEL);
      }
    }
    listener.content(content);
  }

  @Override
  public void readComplete() {
    listener.readComplete();
  }

  @Override
  public void writable() {
    if (!over) {
      listener.writabilityChanged();
    }
  }

  @Override
  public void reset(Http2Error error, boolean untouched) {
    if (!over) {
      end();
      pool.counters().resets.increment();
      listener.failed(failure(error, untouched));
    }
  }

  private static UpstreamFailure failure(Http2Error error, boolean untouched) {
    if (untouched) {
      return UpstreamFailure.REFUSED;
    }
    return error == Http2Error.PROTOCOL_ERROR ? UpstreamFailure.PROTOCOL : UpstreamFailure.RESET;
  }

  private void end() {
    if (!over) {
      over = true;
      pool.ended();
    }
  }
}
