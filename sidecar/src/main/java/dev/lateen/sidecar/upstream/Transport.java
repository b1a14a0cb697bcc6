package dev.lateen.sidecar.upstream;

import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoop;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;

/**
 * Which sockets fit an event loop. Factories rather than classes, because a native executable has
 * no constructors to reflect on.
 *
 * @param name for logs
 * @param servers makes listening sockets
 * @param sockets makes connections
 * @param localServers makes listening Unix sockets
 */
public record Transport(
    String name,
    ChannelFactory<? extends ServerChannel> servers,
    ChannelFactory<? extends SocketChannel> sockets,
    ChannelFactory<? extends ServerChannel> localServers) {
  private static final String EPOLL = "epoll";

  static {
    // HttpHeaders and EmptyHttpHeaders initialise each other: two loops that began with one each
    // would wait for one another for ever. Whoever uses loops has been here before.
    EmptyHttpHeaders.INSTANCE.isEmpty();
  }

  /** Whether sockets are those of epoll. */
  boolean isEpoll() {
    return name.equals(EPOLL);
  }

  /** The address of a Unix socket, of the kind the sockets need. */
  public SocketAddress localAddress(Path socket) {
    return isEpoll()
        ? new DomainSocketAddress(socket.toFile())
        : UnixDomainSocketAddress.of(socket);
  }

  /** New loops: of epoll where the kernel and the native library have it, else of NIO. */
  public static EventLoopGroup loops(int number) {
    ThreadFactory threads = new DefaultThreadFactory("event-loop");
    return Epoll.isAvailable()
        ? new EpollEventLoopGroup(number, threads)
        : new NioEventLoopGroup(number, threads);
  }

  /** The transport of a loop: epoll for epoll loops, else NIO. */
  public static Transport of(EventLoop loop) {
    return loop instanceof EpollEventLoop
        ? new Transport(
            EPOLL,
            EpollServerSocketChannel::new,
            EpollSocketChannel::new,
            EpollServerDomainSocketChannel::new)
        : new Transport(
            "nio",
            NioServerSocketChannel::new,
            NioSocketChannel::new,
            NioServerDomainSocketChannel::new);
  }
}
