package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.UpstreamTls;
import dev.lateen.sidecar.model.UpstreamTransport;
import dev.lateen.sidecar.stats.ClusterCounters;
import dev.lateen.sidecar.stats.TlsFailure;
import dev.lateen.sidecar.tls.ClientTls;
import dev.lateen.sidecar.tls.LoopTls;
import dev.lateen.sidecar.upstream.limit.CircuitBreaker;
import dev.lateen.sidecar.upstream.limit.Permits;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** Makes connections to the endpoints of one cluster on one event loop, with TLS where wanted. */
final class Connector {
  /**
   * The kernel of an endpoint takes a connection however busy its machine is; to prove who it is it
   * needs that machine's processors.
   */
  private static final Duration SHORTEST_HANDSHAKE = Duration.ofSeconds(10);

  private final Bootstrap bootstrap;
  private final ClusterCounters counters;
  private final Permits permits;
  private final int loop;
  private final LoopTls loopTls;
  private final Duration connectTimeout;
  private final Duration handshakeTimeout;
  private final UpstreamTransport transport;

  Connector(Cluster cluster, LoopContext context, CircuitBreaker breaker) {
    permits = breaker.connections();
    loop = context.index();
    counters = context.counters().cluster(cluster.name());
    loopTls = context.tls();
    connectTimeout = cluster.connectTimeout();
    handshakeTimeout =
        connectTimeout.compareTo(SHORTEST_HANDSHAKE) > 0 ? connectTimeout : SHORTEST_HANDSHAKE;
    transport = cluster.transport();
    bootstrap =
        new Bootstrap()
            .group(context.loop())
            .channelFactory(context.transport().sockets())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(connectTimeout.toMillis()))
            .handler(new Plain());
    cluster
        .connections()
        .keepAlive()
        .ifPresent(keepAlive -> KeepAlives.set(bootstrap, context.transport(), keepAlive));
    if (!transport.sources().isEmpty() && context.transport().isEpoll()) {
      // else a port used towards one endpoint could not be used towards another
      bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
    }
  }

  /** A connection, unless too many are open (TM-086). */
  Optional<ChannelFuture> tryConnect(InetSocketAddress address, Optional<UpstreamTls> tls) {
    if (permits.tryAcquire(loop)) {
      return Optional.of(connectPermitted(address, tls));
    }
    counters.limits.connectionOverflows.increment();
    return Optional.empty();
  }

  /**
   * A connection, however many are open; as Envoy, so that an endpoint without any is not cut off
   * by the others.
   */
  ChannelFuture connect(InetSocketAddress address, Optional<UpstreamTls> tls) {
    permits.acquire(loop);
    return connectPermitted(address, tls);
  }

  /** Done when it is connected and, with TLS, the endpoint has proved who it is. */
  private ChannelFuture connectPermitted(InetSocketAddress address, Optional<UpstreamTls> tls) {
    counters.connections.increment();
    ChannelFuture connecting = open(address);
    connecting.channel().closeFuture().addListener(closed -> permits.release(loop));
    ChannelFuture ready =
        tls.map(settings -> secured(connecting, settings, address)).orElse(connecting);
    ready.addListener(this::count);
    return ready;
  }

  /** A connection that is no request's: neither counted nor limited. */
  ChannelFuture dial(InetSocketAddress address, Optional<UpstreamTls> tls) {
    ChannelFuture connecting = open(address);
    return tls.map(settings -> secured(connecting, settings, address)).orElse(connecting);
  }

  private ChannelFuture open(InetSocketAddress address) {
    return transport
        .source(address)
        .map(source -> bootstrap.connect(address, source))
        .orElseGet(() -> bootstrap.connect(address));
  }

  private void count(Future<? super Void> done) {
    if (!done.isSuccess()) {
      counters.connectFailures.increment();
      return;
    }
    counters.connectionsActive.increment();
    ((ChannelFuture) done)
        .channel()
        .closeFuture()
        .addListener(closed -> counters.connectionsActive.decrement());
  }

  /** TLS begins when the connection is there, so that the handshake has its own time. */
  private ChannelFuture secured(
      ChannelFuture connecting, UpstreamTls settings, InetSocketAddress address) {
    Channel channel = connecting.channel();
    ChannelPromise ready = channel.newPromise();
    connecting.addListener(
        connected -> {
          if (connected.isSuccess()) {
            handshake(channel, settings, address, ready);
          } else {
            ready.setFailure(connected.cause());
          }
        });
    return ready;
  }

  private void handshake(
      Channel channel, UpstreamTls settings, InetSocketAddress address, ChannelPromise ready) {
    Optional<ClientTls> client = loopTls.contexts().client(settings);
    if (client.isEmpty()) {
      counters.tls.failed(TlsFailure.NO_IDENTITY).increment();
      fail(channel, ready, new NoIdentityException());
      return;
    }
    client
        .get()
        .originate(channel, address, handshakeTimeout, loopTls, counters.tls)
        .addListener(
            shaken -> {
              if (shaken.isSuccess()) {
                ready.setSuccess();
              } else {
                fail(channel, ready, shaken.cause());
              }
            });
  }

  private static void fail(Channel channel, ChannelPromise ready, Throwable cause) {
    channel.close();
    ready.setFailure(cause);
  }

  @Sharable
  private static final class Plain extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      // whoever asked for the connection adds what it needs
    }
  }
}
