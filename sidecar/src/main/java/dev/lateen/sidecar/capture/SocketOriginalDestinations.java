package dev.lateen.sidecar.capture;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Asks the kernel's connection tracking by {@code SO_ORIGINAL_DST} and, for IPv6, {@code
 * IP6T_SO_ORIGINAL_DST} (REDIRECT of nftables or iptables). On epoll; elsewhere there is no such
 * option and every connection counts as made directly.
 */
public final class SocketOriginalDestinations implements OriginalDestinations {
  private static final int ORIGINAL_DST = 80;
  private static final int PORT_OFFSET = 2;
  private static final Request IPV4 =
      new Request(new RawUnixChannelOption("SO_ORIGINAL_DST", 0, ORIGINAL_DST, 16), 4, 4);
  private static final Request IPV6 =
      new Request(new RawUnixChannelOption("IP6T_SO_ORIGINAL_DST", 41, ORIGINAL_DST, 28), 8, 16);

  /**
   * How a family's socket address is asked for and laid out.
   *
   * @param option of the family's protocol level, as long as its address
   * @param offset where in it the bytes of the address begin
   * @param length how many they are
   */
  private record Request(RawUnixChannelOption option, int offset, int length) {}

  @Override
  public Optional<InetSocketAddress> of(Channel accepted) {
    if (!(accepted instanceof EpollSocketChannel socket)) {
      return Optional.empty();
    }
    Request request = socket.localAddress().getAddress() instanceof Inet6Address ? IPV6 : IPV4;
    try {
      return read(socket.config().getOption(request.option()), request)
          .filter(found -> !found.equals(socket.localAddress()));
    } catch (ChannelException notTracked) {
      return Optional.empty();
    }
  }

  private static Optional<InetSocketAddress> read(ByteBuffer sockaddr, Request request) {
    if (sockaddr == null) {
      return Optional.empty();
    }
    byte[] address = new byte[request.length()];
    sockaddr.get(request.offset(), address);
    int port =
        Byte.toUnsignedInt(sockaddr.get(PORT_OFFSET)) << 8
            | Byte.toUnsignedInt(sockaddr.get(PORT_OFFSET + 1));
    try {
      return Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four or sixteen bytes are an address", e);
    }
  }
}
