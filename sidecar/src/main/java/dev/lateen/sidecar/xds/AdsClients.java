package dev.lateen.sidecar.xds;

import dev.lateen.sidecar.config.SidecarConfig;
import dev.lateen.sidecar.loop.ControlThread;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.xds.tls.SecretNames;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Makes clients of discovery. */
public final class AdsClients {
  private static final int LARGEST_MESSAGE = 64 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private AdsClients() {}

  /**
   * A client. Bytes move on the loops of the link, everything else on a thread of its own.
   *
   * @param version of this program
   * @param workloadApi whether applications ask here for the identity of their workload, so that
   *     authorities and keys of tokens are asked for whatever listeners and clusters need
   * @param link the way to discovery
   * @param dataPlane told every model that is to go live; answers when it is
   */
  public static AdsClient create(
      SidecarConfig config,
      String version,
      boolean workloadApi,
      DiscoveryLink link,
      RandomGenerator random,
      Function<ProxyModel, CompletionStage<Void>> dataPlane) {
    ScheduledExecutorService executor = new ControlThread("lateen-ads");
    return new AdsClient(
        config.discovery(),
        () ->
            link.find()
                .executor(executor)
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .keepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveTimeout(5, TimeUnit.SECONDS),
        NodeMessage.of(config, version, workloadApi),
        new Feeds(workloadApi ? Set.of(SecretNames.AUTHORITIES, SecretNames.TOKEN_KEYS) : Set.of()),
        executor,
        Clock.systemUTC(),
        random,
        PATIENCE,
        dataPlane);
  }
}
