package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.ConnectionPool.KeepAlive;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import java.net.SocketOption;
import jdk.net.ExtendedSocketOptions;

/** Lets the kernel ask whether a peer is still there. */
final class KeepAlives {
  private KeepAlives() {}

  static void set(Bootstrap bootstrap, Transport transport, KeepAlive settings) {
    bootstrap.option(ChannelOption.SO_KEEPALIVE, true);
    if (transport.isEpoll()) {
      set(bootstrap, EpollChannelOption.TCP_KEEPIDLE, settings.idleSeconds());
      set(bootstrap, EpollChannelOption.TCP_KEEPINTVL, settings.intervalSeconds());
      set(bootstrap, EpollChannelOption.TCP_KEEPCNT, settings.probes());
    } else {
      set(bootstrap, nio(ExtendedSocketOptions.TCP_KEEPIDLE), settings.idleSeconds());
      set(bootstrap, nio(ExtendedSocketOptions.TCP_KEEPINTERVAL), settings.intervalSeconds());
      set(bootstrap, nio(ExtendedSocketOptions.TCP_KEEPCOUNT), settings.probes());
    }
  }

  private static ChannelOption<Integer> nio(SocketOption<Integer> option) {
    return NioChannelOption.of(option);
  }

  /** What is 0 stays as the kernel has it. */
  private static void set(Bootstrap bootstrap, ChannelOption<Integer> option, int value) {
    if (value > 0) {
      bootstrap.option(option, value);
    }
  }
}
