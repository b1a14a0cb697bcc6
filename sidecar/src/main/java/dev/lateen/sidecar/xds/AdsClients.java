package dev.lateen.sidecar.xds;

import dev.lateen.sidecar.config.SidecarConfig;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.xds.tls.SecretNames;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Makes clients of discovery. */
public final class AdsClients {
  private static final int LARGEST_MESSAGE = 64 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private AdsClients() {}

  /**
   * A client over plaintext gRPC. Bytes move on the given loops, everything else on a thread of its
   * own.
   *
   * @param version of this program
   * @param workloadApi whether applications ask here for the identity of their workload, so that
   *     authorities and keys of tokens are asked for whatever listeners and clusters need
   * @param loops shared with the data path; not closed by the client
   * @param sockets of the kind the loops need
   * @param dataPlane told every model that is to go live; answers when it is
   */
  public static AdsClient create(
      SidecarConfig config,
      String version,
      boolean workloadApi,
      EventLoopGroup loops,
      ChannelFactory<? extends SocketChannel> sockets,
      RandomGenerator random,
      Function<ProxyModel, CompletionStage<Void>> dataPlane) {
    ScheduledExecutorService executor =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("lateen-ads").factory(),
            // What gRPC still has to say after the end interests nobody.
            new ThreadPoolExecutor.DiscardPolicy());
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(config.discovery().host(), config.discovery().port())
            .usePlaintext()
            .eventLoopGroup(loops)
            .channelFactory(sockets)
            .executor(executor)
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .keepAliveTime(10, TimeUnit.SECONDS)
            .keepAliveTimeout(5, TimeUnit.SECONDS)
            .build();
    return new AdsClient(
        channel,
        NodeMessage.of(config, version, workloadApi),
        new Feeds(workloadApi ? Set.of(SecretNames.AUTHORITIES, SecretNames.TOKEN_KEYS) : Set.of()),
        executor,
        Clock.systemUTC(),
        random,
        PATIENCE,
        dataPlane);
  }
}
