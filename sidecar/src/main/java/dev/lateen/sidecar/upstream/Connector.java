package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.UpstreamTls;
import dev.lateen.sidecar.stats.ClusterCounters;
import dev.lateen.sidecar.tls.TlsContexts;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes connections to the endpoints of one cluster on one event loop, with TLS where the cluster
 * says so.
 */
final class Connector {
  private final Bootstrap bootstrap;
  private final ClusterCounters counters;
  private final Optional<UpstreamTls> tls;
  private final TlsContexts contexts;
  private final Duration connectTimeout;

  Connector(Cluster cluster, LoopContext context) {
    counters = context.counters().cluster(cluster.name());
    tls = cluster.tls();
    contexts = context.tls();
    connectTimeout = cluster.connectTimeout();
    bootstrap =
        new Bootstrap()
            .group(context.loop())
            .channelFactory(context.transport().sockets())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(connectTimeout.toMillis()))
            .handler(new Plain());
  }

  /** A connection; done when it is connected and, with TLS, the endpoint has proved who it is. */
  ChannelFuture connect(InetSocketAddress address) {
    counters.connections.increment();
    ChannelFuture connecting = bootstrap.connect(address);
    ChannelFuture ready =
        tls.map(settings -> secured(connecting, settings, address)).orElse(connecting);
    ready.addListener(this::count);
    return ready;
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
    contexts
        .client(settings)
        .originate(channel, address, connectTimeout, counters.tls)
        .handshakeFuture()
        .addListener(
            shaken -> {
              if (shaken.isSuccess()) {
                ready.setSuccess();
              } else {
                channel.close();
                ready.setFailure(shaken.cause());
              }
            });
  }

  @Sharable
  private static final class Plain extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      // whoever asked for the connection adds what it needs
    }
  }
}
