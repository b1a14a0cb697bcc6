package dev.lateen.sidecar.capture;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Asks the kernel's connection tracking by {@code SO_ORIGINAL_DST} (iptables REDIRECT). IPv4 on
 * epoll; elsewhere there is no such option and every connection counts as made directly.
 */
public final class SocketOriginalDestinations implements OriginalDestinations {
  private static final int SOL_IP = 0;
  private static final int SO_ORIGINAL_DST = 80;
  private static final int SOCKADDR_LENGTH = 16;
  private static final int PORT_OFFSET = 2;
  private static final int ADDRESS_OFFSET = 4;
  private static final RawUnixChannelOption OPTION =
      new RawUnixChannelOption("SO_ORIGINAL_DST", SOL_IP, SO_ORIGINAL_DST, SOCKADDR_LENGTH);

  @Override
  public Optional<InetSocketAddress> of(Channel accepted) {
    if (!(accepted instanceof EpollSocketChannel socket)) {
      return Optional.empty();
    }
    try {
      return read(socket.config().getOption(OPTION))
          .filter(found -> !found.equals(socket.localAddress()));
    } catch (ChannelException notTracked) {
      return Optional.empty();
    }
  }

  private static Optional<InetSocketAddress> read(ByteBuffer sockaddr) {
    if (sockaddr == null) {
      return Optional.empty();
    }
    byte[] address = new byte[4];
    sockaddr.get(ADDRESS_OFFSET, address);
    int port =
        Byte.toUnsignedInt(sockaddr.get(PORT_OFFSET)) << 8
            | Byte.toUnsignedInt(sockaddr.get(PORT_OFFSET + 1));
    try {
      return Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
