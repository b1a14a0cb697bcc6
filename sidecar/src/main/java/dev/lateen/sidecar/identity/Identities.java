package dev.lateen.sidecar.identity;

import dev.lateen.sidecar.config.HostPort;
import dev.lateen.sidecar.config.IdentityConfig;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.random.RandomGenerator;

/** Puts together what keeps an identity fresh. */
public final class Identities {
  private Identities() {}

  /**
   * A renewal by Citadel, on a thread of its own.
   *
   * @param loops shared with the data path; not closed
   * @param sockets of the kind the loops need
   */
  public static SvidRenewal byCitadel(
      HostPort address,
      IdentityConfig config,
      CurrentSvid current,
      EventLoopGroup loops,
      ChannelFactory<? extends SocketChannel> sockets) {
    return new SvidRenewal(
        new CitadelClient(address, config, loops, sockets),
        current,
        new SvidRenewal.Plan(config.life(), config.renewAt()),
        InstantSource.system(),
        RandomGenerator.getDefault(),
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("lateen-identity").factory(),
            new ThreadPoolExecutor.DiscardPolicy()));
  }
}
