package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.http2.Http2Connection;
import dev.lateen.sidecar.http2.Http2ConnectionListener;
import dev.lateen.sidecar.http2.Http2Limits;
import dev.lateen.sidecar.http2.Http2Stream;
import dev.lateen.sidecar.http2.Http2StreamListener;
import dev.lateen.sidecar.model.Http2Options;
import dev.lateen.sidecar.tls.PeerIdentity;
import io.netty.channel.Channel;
import java.time.Duration;

/** An HTTP/2 connection to an endpoint: many requests at a time. */
final class Http2Upstream implements PooledConnection, Http2ConnectionListener {
  private final HostPool pool;
  private final Http2Connection connection;
  private final ConnectionAge age;
  private final String principal;
  private int requests;
  private boolean established;
  private boolean retired;

  private Http2Upstream(Channel channel, boolean secure, Http2Options options, HostPool pool) {
    this.pool = pool;
    this.age = new ConnectionAge(channel, pool.lifetimes());
    this.principal = PeerIdentity.principalOf(channel);
    this.connection =
        Http2Connection.connect(
            channel,
            secure,
            Http2Limits.DEFAULT
                .with(
                    options.maxConcurrentStreams(),
                    options.streamWindow(),
                    options.connectionWindow())
                .withIdleTimeout(pool.lifetimes().idleTimeout()),
            pool.context().deadlines(),
            this);
  }

  /** The pool hears of it when the endpoint has said what it allows. */
  static void install(Channel channel, boolean secure, Http2Options options, HostPool pool) {
    new Http2Upstream(channel, secure, options, pool);
  }

  @Override
  public int requests() {
    return requests;
  }

  @Override
  public boolean hasRoom() {
    return connection.capacity() > 0;
  }

  @Override
  public void begin(StreamListener listener) {
    requests++;
    Http2Request request = new Http2Request(this, pool, listener);
    request.begin(connection.open(request));
  }

  /** SPIFFE ID that the endpoint proved; empty where it did not. */
  String principal() {
    return principal;
  }

  boolean takesConnectProtocol() {
    return connection.takesConnectProtocol();
  }

  /** The connection itself sees to it that it does not idle for too long. */
  @Override
  public void rest(Duration atMost) {
    // see the limits it was made with
  }

  @Override
  public boolean isOld() {
    return age.isOver();
  }

  @Override
  public void close() {
    connection.drain();
  }

  @Override
  public Http2StreamListener accept(Http2Stream stream) {
    throw new IllegalStateException("a server opens no streams");
  }

  @Override
  public void capacityChanged() {
    if (established) {
      pool.available(this);
    } else {
      established = true;
      pool.established(this);
    }
  }

  @Override
  public void goingAway() {
    if (established && !retired) {
      retired = true;
      pool.retire(this);
    }
  }

  @Override
  public void closed() {
    if (!established) {
      pool.notEstablished();
    }
    pool.forget(this);
  }
}
