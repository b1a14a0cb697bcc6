package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.stats.ClusterCounters;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Makes connections to the endpoints of one cluster on one event loop, with TLS where the cluster
 * says so.
 */
final class Connector {
  private final Bootstrap bootstrap;
  private final ClusterCounters counters;
  private final Optional<TlsOrigination> tls;

  Connector(Cluster cluster, LoopContext context) {
    counters = context.counters().cluster(cluster.name());
    tls = cluster.tls().map(TlsOrigination::new);
    bootstrap =
        new Bootstrap()
            .group(context.loop())
            .channelFactory(context.transport().sockets())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                Math.toIntExact(cluster.connectTimeout().toMillis()))
            .handler(new Initializer());
  }

  /** A connection; done when it is connected and, with TLS, the endpoint has proved who it is. */
  ChannelFuture connect(InetSocketAddress address) {
    counters.connections.increment();
    ChannelFuture connecting = bootstrap.connect(address);
    ChannelFuture ready = tls.isPresent() ? afterHandshake(connecting) : connecting;
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

  private static ChannelFuture afterHandshake(ChannelFuture connecting) {
    Channel channel = connecting.channel();
    ChannelPromise ready = channel.newPromise();
    connecting.addListener(
        connected -> {
          if (!connected.isSuccess()) {
            ready.setFailure(connected.cause());
            return;
          }
          SslHandler handler = channel.pipeline().get(SslHandler.class);
          handler
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
        });
    return ready;
  }

  private final class Initializer extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      tls.ifPresent(origination -> channel.pipeline().addLast(origination.handler(channel)));
    }
  }
}
