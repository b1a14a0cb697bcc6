package dev.lateen.sidecar.http;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.upstream.ClusterRuntime;
import dev.lateen.sidecar.upstream.Origin;
import dev.lateen.sidecar.upstream.StreamListener;
import dev.lateen.sidecar.upstream.UpstreamFailure;
import dev.lateen.sidecar.upstream.UpstreamHost;
import dev.lateen.sidecar.upstream.UpstreamStream;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.Optional;

/** One try of a request on one connection. */
final class Attempt implements StreamListener {
  private final Forwarding forwarding;
  private final Tries tries;
  private final long startedAt = System.nanoTime();
  private UpstreamHost host;
  private UpstreamStream stream;
  private Deadline patience;
  private Deadline silence;
  private boolean over;
  private boolean switched;
  private boolean paused;

  Attempt(Forwarding forwarding, Tries tries) {
    this.forwarding = forwarding;
    this.tries = tries;
  }

  void start(ClusterRuntime cluster, boolean fresh) {
    armClocks();
    Origin origin = origin(cluster);
    if (forwarding.affinity().isPresent()) {
      cluster.open(origin, forwarding.affinity().get().hash(), fresh, this);
    } else {
      cluster.open(origin, fresh, this);
    }
  }

  private Origin origin(ClusterRuntime cluster) {
    Origin origin = forwarding.exchange().client().info().origin();
    return cluster.followsRequests()
        ? origin.asking(forwarding.exchange().target().authority())
        : origin;
  }

  private void armClocks() {
    Limits limits = forwarding.limits();
    if (limits.perTry().isPositive()) {
      patience = clock(limits.perTry(), () -> tries.late(this));
    }
    if (limits.perTryIdle().isPositive()) {
      silence = clock(limits.perTryIdle(), () -> tries.expired(this));
    }
  }

  private Deadline clock(Duration atMost, Runnable expiry) {
    Deadline clock =
        new Deadline() {
          @Override
          protected void expired() {
            expiry.run();
          }
        };
    forwarding.deadlines().arm(clock, atMost);
    return clock;
  }

  /** The endpoint has said something. */
  private void heard() {
    if (silence != null) {
      silence.disarm();
      forwarding.deadlines().arm(silence, forwarding.limits().perTryIdle());
    }
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public boolean avoids(UpstreamHost candidate) {
    return tries.hasFailedToReach(candidate);
  }

  @Override
  public boolean hasTried(UpstreamHost candidate) {
    return tries.hasTried(candidate);
  }

  @Override
  public boolean wantsBytes() {
    return forwarding.connects();
  }

  /** The endpoint that was chosen, if there was one. */
  Optional<UpstreamHost> host() {
    return Optional.ofNullable(host);
  }

  @Override
  public void chosen(UpstreamHost chosen) {
    host = chosen;
    forwarding.exchange().log().asked(chosen);
  }

  @Override
  public void connected(UpstreamStream connected) {
    stream = connected;
    forwarding.exchange().log().connected(connected);
    stream.send(forwarding.request());
    if (forwarding.switches()) {
      stream.send(LastHttpContent.EMPTY_LAST_CONTENT);
    }
    pump();
    stream.flush();
  }

  /** Sends what the connection takes of the body; the client is read when it takes more. */
  void pump() {
    RequestBody body = forwarding.exchange().body();
    boolean ready = stream != null && (switched || !forwarding.switches());
    boolean ended = false;
    while (ready && body.hasWaiting() && stream.isWritable()) {
      HttpContent part = body.next();
      ended = part instanceof LastHttpContent;
      stream.send(part);
    }
    boolean full = ready ? !stream.isWritable() : !body.isComplete() && body.hasWaiting();
    boolean awaitsSwitch = !switched && forwarding.switches();
    forwarding.exchange().client().pauseBody(full || awaitsSwitch);
    if (ended && switched) {
      stream.flush();
      forwarding.exchange().requestEnded();
    }
  }

  /** Whether it waits for nothing but its response. */
  boolean hasSentAll() {
    RequestBody body = forwarding.exchange().body();
    return stream != null
        && body.isComplete()
        && body.isReplayable()
        && !body.hasWaiting()
        && !forwarding.switches();
  }

  void flush() {
    if (stream != null && !over) {
      stream.flush();
    }
  }

  @Override
  public void informational(HttpResponse response) {
    forwarding.exchange().interim(response);
  }

  @Override
  public void head(HttpResponse response) {
    long now = System.nanoTime();
    host.answered(response.status().code(), now - startedAt, now);
    if (tries.drops(this, response)) {
      stop();
      stream.discard();
      return;
    }
    boolean switching =
        forwarding.connects() || response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
    if (switching && !forwarding.switches()) {
      cancel();
      tries.failed(this, UpstreamFailure.PROTOCOL, false);
      return;
    }
    tries.won(this);
    heard();
    long millis = (now - startedAt) / 1_000_000;
    response.headers().set(Headers.SERVICE_TIME, Decimals.of(millis));
    forwarding.head(response);
    if (switching) {
      switchProtocols();
    }
  }

  private void switchProtocols() {
    switched = true;
    disarm();
    forwarding.switchProtocols();
    pump();
    stream.flush();
  }

  @Override
  public void content(HttpContent content) {
    if (over) {
      content.release();
    } else {
      if (content instanceof LastHttpContent && !switched) {
        stop();
      } else if (!switched) {
        heard();
      }
      if (!forwarding.content(content)) {
        setReading(false);
      }
    }
  }

  @Override
  public void readComplete() {
    forwarding.exchange().flushClient();
  }

  @Override
  public void writabilityChanged() {
    if (stream.isWritable() && tries.isCurrent(this)) {
      pump();
      stream.flush();
    }
  }

  void setReading(boolean reading) {
    if (stream != null && !over && paused == reading) {
      paused = !reading;
      stream.setReading(reading);
    }
  }

  @Override
  public void failed(UpstreamFailure failure) {
    boolean reused = stream != null && stream.isReused();
    if (host != null) {
      host.failed(failure);
    }
    stop();
    tries.failed(this, failure, reused);
  }

  /** Its time is up, and the endpoint's to blame when it has one. */
  void timedOut() {
    if (host != null) {
      long now = System.nanoTime();
      host.timedOut(now - startedAt, now);
    }
    cancel();
  }

  void cancel() {
    stop();
    if (stream != null) {
      stream.cancel();
    }
  }

  /** Hears nothing more. */
  void stop() {
    over = true;
    disarm();
  }

  private void disarm() {
    if (patience != null) {
      patience.disarm();
    }
    if (silence != null) {
      silence.disarm();
    }
  }
}
