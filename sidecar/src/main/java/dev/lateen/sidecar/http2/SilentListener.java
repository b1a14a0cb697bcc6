package dev.lateen.sidecar.http2;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http2.Http2Error;

/** Of a stream that nobody listens to any more. */
final class SilentListener implements Http2StreamListener {
  static final SilentListener INSTANCE = new SilentListener();

  private SilentListener() {}

  @Override
  public void head(HttpMessage head) {
    // nobody listens
  }

  @Override
  public void content(HttpContent content) {
    content.release();
  }

  @Override
  public void readComplete() {
    // nobody listens
  }

  @Override
  public void writable() {
    // nobody listens
  }

  @Override
  public void reset(Http2Error error, boolean untouched) {
    // nobody listens
  }
}
