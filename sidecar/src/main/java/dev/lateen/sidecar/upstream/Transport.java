package dev.lateen.sidecar.upstream;

import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollEventLoop;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * Which sockets fit an event loop. Factories rather than classes, because a native executable has
 * no constructors to reflect on.
 *
 * @param name for logs
 * @param servers makes listening sockets
 * @param sockets makes connections
 */
public record Transport(
    String name,
    ChannelFactory<? extends ServerChannel> servers,
    ChannelFactory<? extends SocketChannel> sockets) {
  private static final String EPOLL = "epoll";

  /** Whether sockets are those of epoll. */
  boolean isEpoll() {
    return name.equals(EPOLL);
  }

  /** The transport of a loop: epoll for epoll loops, else NIO. */
  public static Transport of(EventLoop loop) {
    return loop instanceof EpollEventLoop
        ? new Transport(EPOLL, EpollServerSocketChannel::new, EpollSocketChannel::new)
        : new Transport("nio", NioServerSocketChannel::new, NioSocketChannel::new);
  }
}
