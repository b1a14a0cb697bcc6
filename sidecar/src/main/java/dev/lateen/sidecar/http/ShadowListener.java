package dev.lateen.sidecar.http;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.loop.Deadlines;
import dev.lateen.sidecar.upstream.StreamListener;
import dev.lateen.sidecar.upstream.UpstreamFailure;
import dev.lateen.sidecar.upstream.UpstreamHost;
import dev.lateen.sidecar.upstream.UpstreamStream;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.List;

/** Sends a mirrored request and drops the answer. */
final class ShadowListener implements StreamListener {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final HttpRequest request;
  private final List<HttpContent> body;
  private final Deadline end =
      new Deadline() {
        @Override
        protected void expired() {
          giveUp();
        }
      };
  private UpstreamStream stream;
  private boolean over;

  /** The parts are handed over. */
  ShadowListener(HttpRequest request, List<HttpContent> body) {
    this.request = request;
    this.body = body;
  }

  void limit(Deadlines deadlines) {
    deadlines.arm(end, LIMIT);
  }

  @Override
  public boolean wantsBytes() {
    return false;
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public boolean avoids(UpstreamHost host) {
    return false;
  }

  @Override
  public void chosen(UpstreamHost host) {
    // what becomes of a copy says nothing
  }

  @Override
  public void connected(UpstreamStream connected) {
    stream = connected;
    stream.send(request);
    body.forEach(stream::send);
    stream.flush();
  }

  @Override
  public void content(HttpContent content) {
    content.release();
    if (content instanceof LastHttpContent) {
      finish();
    }
  }

  @Override
  public void failed(UpstreamFailure failure) {
    if (stream == null) {
      body.forEach(ReferenceCountUtil::release);
    }
    finish();
  }

  private void giveUp() {
    if (stream == null) {
      body.forEach(ReferenceCountUtil::release);
    } else {
      stream.cancel();
    }
    finish();
  }

  private void finish() {
    over = true;
    end.disarm();
  }

  @Override
  public void informational(HttpResponse response) {
    // nobody waits
  }

  @Override
  public void head(HttpResponse response) {
    // nobody waits
  }

  @Override
  public void readComplete() {
    // nothing to flush
  }

  @Override
  public void writabilityChanged() {
    // the body is small and already handed over
  }
}
